using System.Text.Json.Serialization;
using OptAIC.Model;

namespace OptAIC.Planning;

/// <summary>What a plan does with a flow.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<PlanAction>))]
public enum PlanAction
{
    /// <summary>Runs it when its turn comes, unless it turns out to be ready by then.</summary>
    Run,

    /// <summary>Leaves it alone.</summary>
    Skip,

    /// <summary>Waits for the run that is under way, then looks again.</summary>
    Wait,

    /// <summary>Cannot run it: something upstream is not ready and not part of the plan.</summary>
    Blocked,
}
