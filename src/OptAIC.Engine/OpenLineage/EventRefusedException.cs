namespace OptAIC.Engine.OpenLineage;

/// <summary>A lineage event that its receiver will never take.</summary>
internal sealed class EventRefusedException(string message) : Exception(message);
