using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Schemas;

/// <summary>A value that a schema marks as more than data: an instance, a secret, a path.</summary>
/// <param name="Pointer">JSON pointer in the resolved value.</param>
/// <param name="Value">The text: name of the instance or secret, full path.</param>
/// <param name="Role">The schema's <c>role</c>, else the key under which the value stands.</param>
/// <param name="Position">Where it was written.</param>
internal sealed record FoundValue(string Pointer, string Value, string Role, DocumentPosition Position);
