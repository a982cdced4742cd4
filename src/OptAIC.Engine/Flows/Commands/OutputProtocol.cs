using System.Globalization;
using System.Text;
using System.Text.Json;

namespace OptAIC.Engine.Flows.Commands;

/// <summary>
/// Reads the lines <c>optaic::…</c> of a program: on its standard output, or in its report file. A message is a word and, behind it, either
/// <c>name=value</c> pairs or a JSON object, which can hold any character. What is not understood becomes a warning with its line number.
/// </summary>
/// <param name="place">Where the lines come from, for warnings: <c>stdout</c>, <c>report</c>.</param>
/// <param name="report">Takes what the messages say.</param>
internal sealed class OutputProtocol(string place, CommandReport report)
{
    private const byte LineFeed = (byte)'\n';

    private long _line = 1;

    /// <summary>How a line begins that is meant for OptAIC.</summary>
    public static ReadOnlySpan<byte> Marker => "optaic::"u8;

    /// <summary>Takes whole lines, each with its end.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="startsInLine">Whether the first one is the rest of a line that was too long.</param>
    public void Take(ReadOnlySpan<byte> lines, bool startsInLine = false)
    {
        for (var at = startsInLine ? lines.IndexOf(LineFeed) : 0; at < lines.Length;)
        {
            var found = lines[at..].IndexOf(Marker);
            if (found < 0)
            {
                break;
            }

            var start = at + found;
            var end = start + lines[start..].IndexOf(LineFeed);
            if (start == 0 || lines[start - 1] == LineFeed)
            {
                var message = Encoding.UTF8.GetString(lines[(start + Marker.Length)..end]).TrimEnd('\r', ' ');
                Understand(message, _line + lines[..start].Count(LineFeed));
            }

            at = end;
        }

        _line += lines.Count(LineFeed);
    }

    private void Understand(string message, long line)
    {
        var (word, rest) = message.IndexOfAny([' ', '\t']) is >= 0 and var gap ? (message[..gap], message[gap..].Trim()) : (message, "");
        try
        {
            if (Problem(word, rest) is { } problem)
            {
                report.Warn("protocol", $"{place}, line {line}: {problem}; found '{Shown(message)}'");
            }
        }
        catch (JsonException malformed)
        {
            report.Warn("protocol", $"{place}, line {line}: this is no JSON ({malformed.Message.Split(" LineNumber", 2)[0].TrimEnd('.')}); found '{Shown(message)}'");
        }
    }

    private string? Problem(string word, string rest) => word switch
    {
        "metric" => Metric(ProtocolFields.Read(rest)),
        "progress" => Progress(rest),
        "output" => Output(ProtocolFields.Read(rest)),
        "artifact" => Artifact(ProtocolFields.Read(rest)),
        "warning" => Warning(rest),
        "issue" => Issue(ProtocolFields.Read(rest)),
        _ => $"'{word}' is no message; there are metric, progress, output, artifact, warning, issue",
    };

    private string? Metric(ProtocolFields fields)
    {
        if (fields.Unknown("name", "value") is { } unknown)
        {
            return unknown;
        }

        return fields.Text("name") is not { Length: > 0 } name ? "a metric needs a name"
            : !fields.TryNumber("value", out var value) ? "a metric needs a finite number as its value, with a point as decimal separator, or null in JSON"
            : report.Metric(name, value);
    }

    private string? Progress(string rest)
    {
        if (rest.StartsWith('{'))
        {
            var fields = ProtocolFields.Read(rest);
            return fields.TryNumber("percent", out var percent) && percent is { } given ? Progress(given, fields.Text("text")) : "progress needs a percent";
        }

        var words = rest.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words.Length > 0 && double.TryParse(words[0].TrimEnd('%'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? Progress(number, words.ElementAtOrDefault(1))
            : "progress needs a number from 0 to 100, then text if you like";
    }

    private string? Progress(double percent, string? text)
    {
        report.Progress(Math.Clamp(percent, 0, 100), text);
        return null;
    }

    private string? Output(ProtocolFields fields)
    {
        if (fields.Unknown("last_data_date") is { } unknown)
        {
            return unknown;
        }

        if (!DateOnly.TryParseExact(fields.Text("last_data_date"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return "output needs last_data_date=YYYY-MM-DD";
        }

        report.LastDataDate = date;
        return null;
    }

    private string? Artifact(ProtocolFields fields)
    {
        if (fields.Unknown("path", "name") is { } unknown)
        {
            return unknown;
        }

        return fields.Text("path") is { Length: > 0 } path ? report.Artifact(path, fields.Text("name")) : "an artifact needs a path";
    }

    private string? Warning(string text)
    {
        if (text.Length == 0)
        {
            return "a warning needs a text";
        }

        report.Warn("program_warning", text.StartsWith('{') && ProtocolFields.Read(text).Text("message") is { } message ? message : text);
        return null;
    }

    private string? Issue(ProtocolFields fields)
    {
        if (fields.Unknown("severity", "code", "message", "count", "sample") is { } unknown)
        {
            return unknown;
        }

        IssueSeverity? severity = fields.Text("severity") switch { null or "warning" => IssueSeverity.Warning, "error" => IssueSeverity.Error, _ => null };
        if (severity is null || fields.Text("message") is not { Length: > 0 } message)
        {
            return "an issue needs a message; its severity is warning or error";
        }

        report.Add(new OptIssue
        {
            Severity = severity.Value,
            Code = fields.Text("code") is { Length: > 0 } code ? code : "program_issue",
            Message = message,
            Count = fields.TryNumber("count", out var count) ? (long?)count : null,
            Sample = fields.Texts("sample"),
        });
        return null;
    }

    private static string Shown(string message) => message.Length <= 100 ? message : message[..100] + "…";
}
