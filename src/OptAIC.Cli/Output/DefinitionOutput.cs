namespace OptAIC.Cli.Output;

/// <summary>Definitions for people.</summary>
internal static class DefinitionOutput
{
    /// <summary>One row per definition.</summary>
    public static void WriteList(Screen screen, IReadOnlyList<OptDefinition> definitions)
    {
        var table = new TextTable("NAME", "VERSION", "KIND", "SOURCE", "DESCRIPTION");
        foreach (var definition in definitions)
        {
            var damaged = definition.Issues.Count > 0;
            table.Add(definition.Name, definition.Version, definition.Kind, damaged ? new Cell("damaged", Tint.Bad) : definition.Source, definition.Description);
        }

        table.Write(screen);
    }

    /// <summary>One row per difference, and whether any may break an instance.</summary>
    public static void WriteDifferences(Screen screen, IReadOnlyList<OptDefinitionDifference> differences)
    {
        if (differences.Count == 0)
        {
            screen.Line("no differences");
            return;
        }

        var table = new TextTable("AREA", "PATH", "CHANGE", "BEFORE", "AFTER", "BREAKING");
        foreach (var difference in differences)
        {
            table.Add(difference.Area, difference.Path, difference.Change, difference.Before, difference.After, difference.IsBreaking ? new Cell("yes", Tint.Warning) : "");
        }

        table.Write(screen);
    }

    /// <summary>Everything about definitions that share a name.</summary>
    public static void WriteEach(Screen screen, IReadOnlyList<OptDefinition> definitions)
    {
        for (var i = 0; i < definitions.Count; i++)
        {
            if (i > 0)
            {
                screen.Line();
            }

            WriteOne(screen, definitions[i]);
        }
    }

    private static void WriteOne(Screen screen, OptDefinition definition)
    {
        new Fields()
            .Add("name", definition.Name)
            .Add("version", definition.Version)
            .Add("kind", definition.Kind)
            .Add("description", definition.Description)
            .Add("source", definition.Source)
            .Add("entry", definition.Entry)
            .Add("hash", definition.Hash)
            .Add("revision", definition.Revision?.ToString())
            .Add("path", definition.Path)
            .Write(screen);
        if (definition.Issues.Count > 0)
        {
            IssueOutput.Write(screen, definition.Issues, "");
        }

        if (definition.Parameters.Count > 0)
        {
            screen.Line();
            WriteParameters(screen, definition.Parameters);
        }
    }

    private static void WriteParameters(Screen screen, IReadOnlyList<OptParameter> parameters)
    {
        var table = new TextTable("PARAMETER", "TYPE", "REQUIRED", "DEFAULT", "LIMITS", "DESCRIPTION");
        foreach (var parameter in parameters)
        {
            table.Add(
                parameter.Name,
                parameter.Type,
                parameter.Required ? "yes" : "",
                parameter.Default is "" ? "''" : parameter.Default?.ReplaceLineEndings(" "),
                string.Join("; ", new[] { parameter.Format, parameter.Limits }.OfType<string>()),
                parameter.Description);
        }

        table.Write(screen);
    }
}
