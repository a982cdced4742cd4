using System.Buffers;
using System.Net;
using System.Text;
using System.Text.Json;
using OptAIC.Engine.Secrets;

namespace OptAIC.Engine.Tests.Secrets;

public class SecretRedactorTests
{
    private const string Awkward = "p@ss \"wörd\"/+&<'\\=%";

    [Theory]
    [InlineData(Awkward)]
    [InlineData("0123456789abcdef")]
    [InlineData("日本語のパスワード")]
    public void Every_usual_form_of_a_secret_is_taken_out(string secret)
    {
        var redactor = SecretRedactor.Of([secret]);
        string[] forms =
        [
            secret,
            JsonSerializer.Serialize(secret),
            $"\"{secret.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"",
            Uri.EscapeDataString(secret),
            WebUtility.UrlEncode(secret),
            WebUtility.HtmlEncode(secret),
            $"'{secret.Replace("'", "''", StringComparison.Ordinal)}'",
            Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)),
            Convert.ToBase64String(Encoding.UTF8.GetBytes("me:" + secret)),
            Convert.ToBase64String(Encoding.UTF8.GetBytes("user:" + secret + "\n")),
            Convert.ToBase64String(Encoding.UTF8.GetBytes("name:" + secret + "!")),
        ];
        Assert.All(forms, f => Assert.Contains(SecretRedactor.Mask, redactor.Redact($"before {f} after"), StringComparison.Ordinal));
        Assert.Equal("before *** after ***", redactor.Redact($"before {secret} after {secret}"));
        Assert.Equal("nothing here", redactor.Redact("nothing here"));
    }

    [Fact]
    public void No_border_between_pieces_hides_a_secret()
    {
        var redactor = SecretRedactor.Of([Awkward, "abcabcabd", "abcabd"]);
        var text = $"x{Awkward}y abcabcabcabd abcabcab abcabd{Awkward}{Awkward} abc";
        var bytes = Encoding.UTF8.GetBytes(text);
        var whole = Redact(redactor, [bytes]);
        for (var size = 1; size <= bytes.Length; size++)
        {
            Assert.Equal(whole, Redact(redactor, bytes.Chunk(size)));
        }

        Assert.Equal("x***y abc*** abcabcab ********* abc", whole);
    }

    [Fact]
    public void Random_texts_cut_at_random_places_come_out_like_whole_ones_and_hold_no_secret()
    {
        var random = new Random(7);
        for (var round = 0; round < 500; round++)
        {
            var secrets = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Text(random, random.Next(4, 9))).ToList();
            var redactor = SecretRedactor.Of(secrets);
            var text = new StringBuilder();
            for (var i = 0; i < 30; i++)
            {
                text.Append(random.Next(3) == 0 ? secrets[random.Next(secrets.Count)] : Text(random, random.Next(6)));
            }

            var bytes = Encoding.UTF8.GetBytes(text.ToString());
            var whole = Redact(redactor, [bytes]);
            Assert.All(secrets, s => Assert.DoesNotContain(s, whole, StringComparison.Ordinal));
            Assert.Equal(whole, Redact(redactor, Cut(bytes, random)));
        }
    }

    [Fact]
    public void A_key_of_several_lines_is_taken_out_line_by_line_too()
    {
        var redactor = SecretRedactor.Of(["-----BEGIN KEY-----\nMIIEvQIBADANBg\n9w0BAQEFAASCBK\n-----END KEY-----\n"]);
        Assert.Equal("  *** and ***", redactor.Redact("  MIIEvQIBADANBg and 9w0BAQEFAASCBK"));
    }

    [Fact]
    public void Many_secrets_in_a_large_text_cost_one_pass_each()
    {
        var redactor = SecretRedactor.Of(["abcd", "never-there-1", "never-there-2"]);
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("abcd-", 2_000_000)));

        Assert.Equal(2_000_000 * 4, Redact(redactor, bytes.Chunk(64 * 1024)).Length);
    }

    private static IEnumerable<byte[]> Cut(byte[] bytes, Random random)
    {
        for (var at = 0; at < bytes.Length;)
        {
            var size = Math.Min(random.Next(1, 12), bytes.Length - at);
            yield return bytes[at..(at + size)];
            at += size;
        }
    }

    // Few different letters, so that secrets overlap themselves and each other.
    private static string Text(Random random, int length) => string.Concat(Enumerable.Range(0, length).Select(_ => (char)('a' + random.Next(2))));

    private static string Redact(SecretRedactor redactor, IEnumerable<byte[]> pieces)
    {
        var output = new ArrayBufferWriter<byte>();
        var buffer = new RedactingBuffer(redactor);
        foreach (var piece in pieces)
        {
            buffer.Add(piece, isLast: false, output);
        }

        buffer.Add([], isLast: true, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
