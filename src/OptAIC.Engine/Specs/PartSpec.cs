using OptAIC.Definitions;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Specs;

/// <summary>A part of a dataset, or the one definition of any other instance: inline, or an instance of its own.</summary>
/// <param name="Key">Key under which it stands: <c>pipeline</c>, <c>store</c>, <c>accessor</c>; <c>definition</c> for the instance's own.</param>
/// <param name="Instance">Name of the instance that is the part; <c>null</c> when it is inline.</param>
/// <param name="Definition">Its definition, when it is inline.</param>
/// <param name="Config">Its config as written, to be checked against the definition's schema; <c>null</c> when there is none.</param>
/// <param name="Position">Where the definition or the name was written.</param>
internal sealed record PartSpec(string Key, string? Instance, DefinitionReference? Definition, DocumentMapping? Config, DocumentPosition Position);
