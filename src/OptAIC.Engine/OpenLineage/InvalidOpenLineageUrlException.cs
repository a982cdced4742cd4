using OptAIC.Errors;

namespace OptAIC.Engine.OpenLineage;

/// <summary>Lineage events are to go where nothing can be sent.</summary>
/// <param name="url">What was said.</param>
public sealed class InvalidOpenLineageUrlException(string url)
    : OptException("InvalidOpenLineageUrl", ExitCode.Usage, $"lineage events cannot be sent to '{url}'", "write an http, https or file URL, or a path, in OPENLINEAGE_URL or in settings.open_lineage.url of workspace.json");
