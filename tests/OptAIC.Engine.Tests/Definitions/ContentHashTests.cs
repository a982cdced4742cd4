using System.Security.Cryptography;
using System.Text;
using OptAIC.Engine.Definitions;
using OptAIC.Engine.Tests.Files;

namespace OptAIC.Engine.Tests.Definitions;

public class ContentHashTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(65_534)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(200_000)]
    public void Line_ends_of_text_count_as_line_feeds_wherever_a_block_ends(int before)
    {
        using var folder = new TemporaryFolder();
        var text = new string('x', before) + "\r\n\r\r\nend\r";
        var expected = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.Replace("\r\n", "\n", StringComparison.Ordinal))));
        Assert.Equal((expected, text.Length), ContentHash.OfFile(folder.Write("a.txt", text)));
        Assert.Equal(expected, ContentHash.OfText(text));
    }

    [Fact]
    public void Bytes_of_other_files_count_as_they_are()
    {
        using var folder = new TemporaryFolder();
        byte[] bytes = [0, (byte)'\r', (byte)'\n'];
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), ContentHash.OfFile(folder.Write("a.bin", bytes)).Sha256);
    }

    [Fact]
    public void The_hash_of_a_folder_knows_names_and_contents_but_no_order()
    {
        Assert.Equal(ContentHash.OfTree([("a", "1"), ("b", "2")]), ContentHash.OfTree([("b", "2"), ("a", "1")]));
        Assert.NotEqual(ContentHash.OfTree([("a", "1"), ("b", "2")]), ContentHash.OfTree([("a", "2"), ("b", "1")]));
    }
}
