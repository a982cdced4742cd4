using System.Text.Json.Serialization;
using OptAIC.Model;

namespace OptAIC.Contracts;

/// <summary>Where contracts are checked.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<ContractGate>))]
public enum ContractGate
{
    /// <summary>Before an instance is created or changed: what can be judged without data.</summary>
    Create,

    /// <summary>Before a run: what the flow is about to read.</summary>
    BeforeRun,

    /// <summary>Before a run publishes: what it has made.</summary>
    OnWrite,

    /// <summary>Before an instance is promoted: what it has published.</summary>
    OnPromotion,

    /// <summary>When somebody asks: what it has published.</summary>
    OnDemand,
}
