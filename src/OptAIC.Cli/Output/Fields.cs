namespace OptAIC.Cli.Output;

/// <summary>One object as lines of name and value, aligned; what has no value is left out.</summary>
internal sealed class Fields
{
    private readonly List<(string Name, Cell Value)> _rows = [];

    /// <summary>Adds a line.</summary>
    public Fields Add(string name, Cell value)
    {
        if (value.Text.Length > 0)
        {
            _rows.Add((name, value));
        }

        return this;
    }

    /// <summary>Writes the lines.</summary>
    public void Write(Screen screen)
    {
        var width = _rows.Count == 0 ? 0 : _rows.Max(r => r.Name.Length);
        foreach (var (name, value) in _rows)
        {
            screen.Line($"{screen.Paint(name.PadRight(width), Tint.Faint)}  {screen.Paint(value.Text.ReplaceLineEndings(" "), value.Tint)}");
        }
    }
}
