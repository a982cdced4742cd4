namespace OptAIC.Commands;

/// <summary>An object does not fit the rows before it.</summary>
internal sealed class RowShapeException(string message) : Exception(message);
