namespace OptAIC.Help;

/// <summary>Holds pages and cmdlets against each other, both ways.</summary>
internal static class PageCheck
{
    public const int LeastExamples = 2;

    public static void Check(IReadOnlyList<CmdletShape> cmdlets, Dictionary<string, CmdletPage> pages)
    {
        foreach (var page in pages.Values)
        {
            var cmdlet = cmdlets.FirstOrDefault(c => c.Name == page.Name) ?? throw Wrong(page, $"there is no cmdlet {page.Name}");
            Check(cmdlet, page);
        }

        if (cmdlets.FirstOrDefault(c => !pages.ContainsKey(c.Name)) is { } missing)
        {
            throw new PageException(missing.Name + ".md", 1, $"{missing.Name} has no page in docs/en-US");
        }
    }

    private static void Check(CmdletShape cmdlet, CmdletPage page)
    {
        var parameters = cmdlet.Parameters.Select(p => p.Name).ToList();
        if (parameters.Except(page.Parameters.Keys).FirstOrDefault() is { } undocumented)
        {
            throw Wrong(page, $"-{undocumented} is not documented");
        }

        if (page.Parameters.Keys.Except(parameters).FirstOrDefault() is { } unknown)
        {
            throw Wrong(page, $"{page.Name} has no parameter -{unknown}");
        }

        if (page.Examples.Count < LeastExamples)
        {
            throw Wrong(page, $"there are {page.Examples.Count} examples; {LeastExamples} are needed");
        }

        if (page.Synopsis.Length == 0 || page.Description.Count == 0 || page.Outputs.Count == 0)
        {
            throw Wrong(page, "a synopsis, a description and the outputs are needed");
        }
    }

    private static PageException Wrong(CmdletPage page, string message) => new(page.Path, 1, message);
}
