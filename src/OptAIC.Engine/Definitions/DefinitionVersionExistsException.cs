using OptAIC.Errors;

namespace OptAIC.Engine.Definitions;

/// <summary>The version is registered already, with other content. Registered versions never change.</summary>
public sealed class DefinitionVersionExistsException : OptException
{
    internal DefinitionVersionExistsException(string definition, IReadOnlyList<OptIssue> differences)
        : base(
            "DefinitionVersionExists",
            ExitCode.Usage,
            $"{definition} is registered already with other content: {string.Join(", ", differences.Take(5).Select(d => d.Message))}{(differences.Count > 5 ? " …" : "")}",
            "raise the version in definition.yml") => Issues = differences;

    /// <summary>The files that differ.</summary>
    public override IReadOnlyList<OptIssue> Issues { get; }
}
