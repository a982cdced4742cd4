namespace OptAIC.Engine.Flows.Commands;

/// <summary>Where a program puts its results.</summary>
/// <param name="Output">The files that are published.</param>
/// <param name="Report">The file for messages.</param>
internal sealed record CommandFolders(string Output, string Report)
{
    /// <summary>Files that belong to the run and not to its data: charts, fitted parameters, reports.</summary>
    public string Artifacts => Path.Combine(Output, "artifacts");

    /// <summary>A JSON object of metrics.</summary>
    public string Metrics => Path.Combine(Output, "metrics.json");
}
