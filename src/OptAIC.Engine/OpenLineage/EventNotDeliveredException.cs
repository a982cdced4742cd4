namespace OptAIC.Engine.OpenLineage;

/// <summary>A lineage event was not taken now; it is kept and tried again.</summary>
internal sealed class EventNotDeliveredException(string message, Exception? inner = null) : Exception(message, inner);
