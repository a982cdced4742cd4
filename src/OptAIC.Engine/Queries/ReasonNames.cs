using OptAIC.Engine.Documents;
using OptAIC.Freshness;
using OptAIC.Model;

namespace OptAIC.Engine.Queries;

/// <summary>Reasons with the names of flows instead of their keys, for people and for records.</summary>
internal static class ReasonNames
{
    public static OptReason Object(StatusReason reason, Func<FlowKey, string> nameOf) => new()
    {
        Code = reason.Code,
        Flow = nameOf(reason.Flow),
        Detail = reason.Detail,
        Cause = reason.Cause is { } cause ? Object(cause, nameOf) : null,
    };

    public static ReasonDocument Document(StatusReason reason, Func<FlowKey, string> nameOf) =>
        new(reason.Code, nameOf(reason.Flow), reason.Detail, reason.Cause is { } cause ? Document(cause, nameOf) : null);

    public static OptReason Object(ReasonDocument reason) => new()
    {
        Code = reason.Code,
        Flow = reason.Flow,
        Detail = reason.Detail,
        Cause = reason.Cause is { } cause ? Object(cause) : null,
    };
}
