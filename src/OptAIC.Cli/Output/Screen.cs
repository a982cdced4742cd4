namespace OptAIC.Cli.Output;

/// <summary>Where text goes: a terminal, with a width and maybe colours, or a pipe or file, with neither.</summary>
/// <param name="writer">What is written to.</param>
/// <param name="colour">Whether tints become colours.</param>
/// <param name="size">Asks for columns and rows of the terminal; <c>null</c> when it is none.</param>
internal sealed class Screen(TextWriter writer, bool colour, Func<(int Columns, int Rows)>? size = null)
{
    /// <summary>Whether a person is looking.</summary>
    public bool IsTerminal => size is not null;

    /// <summary>The writer.</summary>
    public TextWriter Writer => writer;

    /// <summary>Columns and rows; without bounds when it is no terminal.</summary>
    public (int Columns, int Rows) Size => size?.Invoke() ?? (int.MaxValue, int.MaxValue);

    /// <summary>Writes a line.</summary>
    public void Line(string text = "") => writer.WriteLine(text);

    /// <summary>A text in a tint, where there are colours.</summary>
    public string Paint(string text, Tint tint) => colour && tint != Tint.Plain && text.Length > 0 ? $"\e[{Code(tint)}m{text}\e[0m" : text;

    private static string Code(Tint tint) => tint switch
    {
        Tint.Faint => "2",
        Tint.Good => "32",
        Tint.Busy => "36",
        Tint.Warning => "33",
        Tint.Bad => "31",
        _ => "1",
    };
}
