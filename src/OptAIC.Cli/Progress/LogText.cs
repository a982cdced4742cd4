using System.Text;
using OptAIC.Cli.Output;

namespace OptAIC.Cli.Progress;

/// <summary>What programs say, made fit for a line among others: their colours, tabs and movements of the cursor would break the picture.</summary>
internal static class LogText
{
    /// <summary>A line of a run's log, with the flow that said it.</summary>
    public static string Line(OptPlanStep step, string? text) => $"{PlanOutput.Name(step)} | {Plain(text ?? "")}".TrimEnd();

    /// <summary>A text without escape sequences and control characters.</summary>
    public static string Plain(string text)
    {
        if (!text.Any(char.IsControl))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\e')
            {
                i = EndOfEscape(text, i);
            }
            else
            {
                plain.Append(char.IsControl(text[i]) ? ' ' : text[i]);
            }
        }

        return plain.ToString().Trim();
    }

    // ESC [ parameters final, ESC ] text BEL, or ESC and one character.
    private static int EndOfEscape(string text, int start)
    {
        var next = start + 1 < text.Length ? text[start + 1] : '\0';
        var at = start + 2;
        while (next is '[' && at < text.Length && (text[at] is < '@' or > '~'))
        {
            at++;
        }

        while (next is ']' && at < text.Length && text[at] != '\a')
        {
            at++;
        }

        return next is '[' or ']' ? at : start + 1;
    }
}
