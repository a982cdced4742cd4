using System.Buffers;
using System.Text;

namespace OptAIC.Runs.Conditions;

/// <summary>Takes a condition apart. A word ends at white space, a parenthesis, a quote or an operator; in quotes anything may stand, a quote twice.</summary>
internal static class ConditionLexer
{
    private static readonly SearchValues<char> Operators = SearchValues.Create("=!<>~");
    private static readonly SearchValues<char> EndsWord = SearchValues.Create("=!<>~()'\" \t\r\n");

    public static List<ConditionToken> Read(string text)
    {
        var tokens = new List<ConditionToken>();
        for (var at = 0; at < text.Length;)
        {
            var rest = text.AsSpan(at);
            var length = 1;
            switch (text[at])
            {
                case var c when char.IsWhiteSpace(c):
                    break;
                case '(' or ')':
                    tokens.Add(new(text[at] == '(' ? ConditionTokenKind.Open : ConditionTokenKind.Close, text[at].ToString(), at + 1));
                    break;
                case '\'' or '"':
                    tokens.Add(new(ConditionTokenKind.Quoted, Quoted(text, at, out length), at + 1));
                    break;
                case var c when Operators.Contains(c):
                    length = LengthOf(rest, rest.IndexOfAnyExcept(Operators));
                    tokens.Add(new(ConditionTokenKind.Operator, rest[..length].ToString(), at + 1));
                    break;
                default:
                    length = LengthOf(rest, rest.IndexOfAny(EndsWord));
                    tokens.Add(new(ConditionTokenKind.Word, rest[..length].ToString(), at + 1));
                    break;
            }

            at += length;
        }

        tokens.Add(new(ConditionTokenKind.End, "", text.Length + 1));
        return tokens;
    }

    private static int LengthOf(ReadOnlySpan<char> rest, int end) => end < 0 ? rest.Length : end;

    private static string Quoted(string text, int start, out int length)
    {
        var content = new StringBuilder();
        for (var at = start + 1; at < text.Length; at++)
        {
            if (text[at] != text[start])
            {
                content.Append(text[at]);
            }
            else if (at + 1 < text.Length && text[at + 1] == text[start])
            {
                content.Append(text[at++]);
            }
            else
            {
                length = at + 1 - start;
                return content.ToString();
            }
        }

        throw new RunConditionException(text, start + 1, $"the quote {text[start]} is never closed", "close it; a quote inside quotes is written twice");
    }
}
