namespace OptAIC.Engine.Yaml;

/// <summary>
/// Finds a place of a scalar's text in the file: blocks are indented, quoted text has escapes, lines are folded. What is no white space stands in
/// the file in the same order as in the text, and that is what is counted.
/// </summary>
internal sealed class ScalarPlace
{
    // Letters that stand behind a backslash for white space.
    private const string WhiteEscapes = "tnrvf_NLP";

    private readonly string _file;
    private int _at;
    private char _quote;

    private ScalarPlace(string file, int start)
    {
        _file = file;
        _at = start;
    }

    /// <summary>The place in the file; that of the scalar when it cannot be found.</summary>
    /// <param name="scalar">The scalar.</param>
    /// <param name="line">Line in its text, from 1.</param>
    /// <param name="column">Column in its text, from 1.</param>
    public static DocumentPosition Of(DocumentScalar scalar, int line, int column)
    {
        if (scalar.Position is not { File: { } file, Line: > 0 } position || !File.Exists(file) || file.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            return scalar.Position;
        }

        var text = File.ReadAllText(file);
        var start = Offset(text, position.Line, position.Column);
        var target = Offset(scalar.Text, line, column);
        var found = new ScalarPlace(text, start).Find(scalar.Text, target);
        return found is { } place ? position with { Line = text.AsSpan(0, place).Count('\n') + 1, Column = place - text.LastIndexOf('\n', Math.Max(0, place - 1)) } : position;
    }

    private int? Find(string value, int target)
    {
        Enter();
        var after = _at;
        for (var i = 0; i <= value.Length; i++)
        {
            if (i == target && (i == value.Length || char.IsWhiteSpace(value[i])))
            {
                return after;
            }

            if (i == value.Length || char.IsWhiteSpace(value[i]))
            {
                continue;
            }

            SkipWhite();
            if (i == target)
            {
                return _at;
            }

            if (_at >= _file.Length)
            {
                return null;
            }

            _at += Length();
            after = _at;
        }

        return null;
    }

    // What begins a block or quoted scalar is not part of its text.
    private void Enter()
    {
        if (_at >= _file.Length)
        {
            return;
        }

        switch (_file[_at])
        {
            case '|' or '>':
                var end = _file.IndexOf('\n', _at);
                _at = end < 0 ? _file.Length : end + 1;
                break;
            case '"' or '\'':
                _quote = _file[_at++];
                break;
            default:
                break;
        }
    }

    private void SkipWhite()
    {
        while (_at < _file.Length && (char.IsWhiteSpace(_file[_at]) || IsWhiteEscape()))
        {
            _at += _file[_at] == '\\' ? 2 : 1;
        }
    }

    private bool IsWhiteEscape() =>
        _quote == '"' && _file[_at] == '\\' && _at + 1 < _file.Length && (char.IsWhiteSpace(_file[_at + 1]) || WhiteEscapes.Contains(_file[_at + 1], StringComparison.Ordinal));

    // How many characters of the file one of the text takes.
    private int Length() => (_quote, _file[_at]) switch
    {
        ('\'', '\'') => 2,
        ('"', '\\') when _at + 1 < _file.Length => _file[_at + 1] switch { 'x' => 4, 'u' => 6, 'U' => 10, _ => 2 },
        _ => 1,
    };

    private static int Offset(string text, int line, int column)
    {
        var start = 0;
        for (var l = 1; l < line; l++)
        {
            var end = text.IndexOf('\n', start);
            if (end < 0)
            {
                return text.Length;
            }

            start = end + 1;
        }

        return Math.Min(start + column - 1, text.Length);
    }
}
