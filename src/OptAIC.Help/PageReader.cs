namespace OptAIC.Help;

/// <summary>
/// Reads a page: <c># Verb-Noun</c>, the synopsis, then the sections Description, Examples, Parameters, Inputs, Outputs, Notes and
/// Related, with a third-level heading for every item.
/// </summary>
internal static class PageReader
{
    private static readonly string[] Sections = ["Description", "Examples", "Parameters", "Inputs", "Outputs", "Notes", "Related"];

    public static CmdletPage Read(string path)
    {
        var blocks = Blocks(path);
        if (blocks is not [{ Level: 1 } title, ..])
        {
            throw new PageException(path, 1, "a page begins with '# Verb-Noun'");
        }

        if (blocks.FirstOrDefault(b => b.Level == 2 && !Sections.Contains(b.Heading)) is { } unknown)
        {
            throw new PageException(path, unknown.Line, $"there is no section '{unknown.Heading}'; there are {string.Join(", ", Sections)}");
        }

        return new CmdletPage(
            path,
            title.Heading,
            string.Join(' ', Paragraphs(title.Lines)),
            Paragraphs(Section(blocks, "Description").SelectMany(b => b.Lines)),
            [.. Items(blocks, "Examples").Select(b => Example(path, b))],
            Items(blocks, "Parameters").ToDictionary(b => b.Heading.TrimStart('-'), IReadOnlyList<string> (b) => Paragraphs(b.Lines)),
            [.. Items(blocks, "Inputs").Select(b => new PageItem(b.Heading, Paragraphs(b.Lines)))],
            [.. Items(blocks, "Outputs").Select(b => new PageItem(b.Heading, Paragraphs(b.Lines)))],
            Paragraphs(Section(blocks, "Notes").SelectMany(b => b.Lines)),
            [.. Section(blocks, "Related").SelectMany(b => b.Lines).Where(l => l.StartsWith("- ", StringComparison.Ordinal)).Select(l => LinkText(l[2..]))]);
    }

    private static List<Block> Blocks(string path)
    {
        var blocks = new List<Block>();
        var inCode = false;
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            inCode ^= line.StartsWith("```", StringComparison.Ordinal);
            var level = inCode ? 0 : line.TakeWhile(c => c == '#').Count();
            if (level > 0)
            {
                blocks.Add(new Block(level, line[level..].Trim(), number, []));
            }
            else if (blocks.Count > 0)
            {
                blocks[^1].Lines.Add(line);
            }
        }

        return blocks;
    }

    private static IEnumerable<Block> Section(List<Block> blocks, string name) =>
        blocks.SkipWhile(b => b.Level != 2 || b.Heading != name).Take(1);

    private static IEnumerable<Block> Items(List<Block> blocks, string section) =>
        blocks.SkipWhile(b => b.Level != 2 || b.Heading != section).Skip(1).TakeWhile(b => b.Level == 3);

    private static PageExample Example(string path, Block block)
    {
        var start = block.Lines.FindIndex(l => l.StartsWith("```powershell", StringComparison.Ordinal));
        var end = start < 0 ? -1 : block.Lines.FindIndex(start + 1, l => l.StartsWith("```", StringComparison.Ordinal));
        if (end < 0)
        {
            throw new PageException(path, block.Line, $"the example '{block.Heading}' has no ```powershell block");
        }

        return new PageExample(block.Heading, string.Join('\n', block.Lines[(start + 1)..end]), Paragraphs(block.Lines[(end + 1)..]));
    }

    private static List<string> Paragraphs(IEnumerable<string> lines)
    {
        var paragraphs = new List<string>();
        var isOpen = false;
        foreach (var line in lines.Select(l => l.Trim().Replace("`", "", StringComparison.Ordinal)))
        {
            if (line.Length == 0)
            {
                isOpen = false;
            }
            else if (isOpen && !line.StartsWith("- ", StringComparison.Ordinal))
            {
                paragraphs[^1] += " " + line;
            }
            else
            {
                paragraphs.Add(line);
                isOpen = true;
            }
        }

        return paragraphs;
    }

    // [Get-OptFlow](Get-OptFlow.md) → Get-OptFlow
    private static string LinkText(string line) => line.Trim().TrimStart('[').Split(']')[0];

    private sealed record Block(int Level, string Heading, int Line, List<string> Lines);
}
