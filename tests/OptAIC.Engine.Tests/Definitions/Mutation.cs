using System.Text;

namespace OptAIC.Engine.Tests.Definitions;

/// <summary>Damages a text at random, as a careless or hostile writer would. The fuzzer of the benchmarks compiles this file too.</summary>
internal static class Mutation
{
    private const string Bits = "[]{}:,-#&*!|>'\"%@`?\t\n \\~0.1eé\0\u2028\ud83d";

    private static readonly string[] Words =
    [
        "$ref: '#'", "\"$ref\": \"#\"", "$dynamicRef: '#x'", "$dynamicAnchor: x", "$anchor: x", "$id: x", "default: {}", "type: object", "not: ", "anyOf: [", "oneOf: ", "allOf",
        "unevaluatedProperties: false", "unevaluatedItems: false", "additionalProperties", "pattern: '(a+)+$'", "patternProperties: {'(.*)*x': false}", "uniqueItems: true",
        "minimum: 1e308", "multipleOf: 1e-300", "1e400", "-0", "9007199254740993", "0x", "null", "true", "&a ", "*a", "<<: *a", "!!int ", "--- \n", "...", "\\u", "\\p{L}", "\\x{", "{2,1}", "(?<n>",
    ];

    /// <summary>A damaged copy.</summary>
    public static string Of(string text, Random random)
    {
        var mutated = new StringBuilder(text);
        for (var n = random.Next(1, 6); n > 0 && mutated.Length > 0; n--)
        {
            Damage(mutated, random);
        }

        return mutated.ToString();
    }

    private static void Damage(StringBuilder text, Random random)
    {
        var at = random.Next(text.Length);
        var length = Math.Min(random.Next(1, 30), text.Length - at);
        switch (random.Next(8))
        {
            case 0:
                text.Remove(at, length);
                break;
            case 1:
                text.Insert(at, Bits[random.Next(Bits.Length)]);
                break;
            case 2:
                text.Insert(random.Next(text.Length), text.ToString(at, length));
                break;
            case 3:
                text[at] = Bits[random.Next(Bits.Length)];
                break;
            case 4:
                text.Insert(at, Words[random.Next(Words.Length)]);
                break;
            case 5:
                SwapLines(text, random);
                break;
            case 6 when random.Next(20) == 0:
                text.Insert(at, text.ToString(at, length), random.Next(500));
                break;
            default:
                text[at] = (char)(text[at] ^ (1 << random.Next(7)));
                break;
        }
    }

    private static void SwapLines(StringBuilder text, Random random)
    {
        var lines = text.ToString().Split('\n');
        var (a, b) = (random.Next(lines.Length), random.Next(lines.Length));
        (lines[a], lines[b]) = (lines[b], lines[a]);
        text.Clear().AppendJoin('\n', lines);
    }
}
