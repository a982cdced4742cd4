using OptAIC.Engine.Documents;
using OptAIC.Freshness;
using OptAIC.Model;

namespace OptAIC.Engine.Queries;

/// <summary>Reasons with the names of flows instead of their keys, for people and for records.</summary>
internal static class ReasonNames
{
    // A chain through a long lineage is told from its beginning, and then from its end: what has to be mended.
    private const int LongestChain = 16;

    public static OptReason Object(StatusReason reason, Func<FlowKey, string> nameOf) => Object(Document(reason, nameOf));

    public static ReasonDocument Document(StatusReason reason, Func<FlowKey, string> nameOf, int links = 1) => new(
        reason.Code,
        nameOf(reason.Flow),
        reason.Detail,
        reason.Cause is { } cause ? Document(links < LongestChain ? cause : reason.Root, nameOf, links + 1) : null);

    public static OptReason Object(ReasonDocument reason) => new()
    {
        Code = reason.Code,
        Flow = reason.Flow,
        Detail = reason.Detail,
        Cause = reason.Cause is { } cause ? Object(cause) : null,
    };
}
