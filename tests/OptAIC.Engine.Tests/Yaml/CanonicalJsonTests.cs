using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Tests.Yaml;

public class CanonicalJsonTests
{
    [Theory]
    [InlineData("1.0", "1")]
    [InlineData("+01", "1")]
    [InlineData("-0", "0")]
    [InlineData("-0.0", "0")]
    [InlineData("1.10", "1.1")]
    [InlineData("1E3", "1000")]
    [InlineData("0x1F", "31")]
    [InlineData("1e-7", "1E-07")]
    [InlineData("0.1", "0.1")]
    [InlineData("9007199254740993", "9007199254740993")]
    [InlineData("1e22", "10000000000000000000000")]
    public void A_number_has_one_spelling(string text, string canonical) => Assert.Equal(canonical, CoreSchema.CanonicalNumber(text));

    [Theory]
    [InlineData("1.2.3")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("+-1")]
    [InlineData("1e")]
    [InlineData("0x")]
    [InlineData("-0x1")]
    [InlineData("0o8")]
    [InlineData("1e999")]
    public void What_is_no_number_has_none(string text) => Assert.Null(CoreSchema.CanonicalNumber(text));

    [Fact]
    public void The_hash_does_not_depend_on_the_order_of_keys_or_on_spelling()
    {
        var yaml = CanonicalJson.ToElement(DocumentReader.Read("b: 1.0\na: [x, {d: true, c: null}]\n", null));
        var json = JsonSerializer.Deserialize<JsonElement>("""{ "a": ["x", {"c": null, "d": true}], "b": 1 }""");
        Assert.Equal(ConfigHash.Of(yaml), ConfigHash.Of(json));
        Assert.Equal(64, ConfigHash.Of(yaml).Length);
        Assert.NotEqual(ConfigHash.Of(yaml), ConfigHash.Of(JsonSerializer.Deserialize<JsonElement>("""{ "a": ["x", {"c": null, "d": true}], "b": "1" }""")));
    }

    [Fact]
    public void Any_order_of_any_keys_has_the_same_hash()
    {
        var keys = Gen.Elements("a", "B", "é", "Ω/~", "10", "9", "", "𝄞", "a b").ListOf().Select(k => k.Distinct().ToArray());
        var values = Gen.Elements("null", "true", "1.5", "\"x\"", "[1,[2]]", "{\"z\":1,\"y\":{\"b\":2,\"a\":3}}");
        var property = Prop.ForAll(
            Arb.From(keys.SelectMany(k => values.ArrayOf(k.Length).SelectMany(v => Gen.Shuffle(k.Zip(v).ToArray()).Select(s => (Written: k.Zip(v).ToArray(), Shuffled: s))))),
            sample => Hash(sample.Written) == Hash(sample.Shuffled));
        property.QuickCheckThrowOnFailure();

        static string Hash((string Key, string Value)[] entries) => ConfigHash.Of(
            JsonSerializer.Deserialize<JsonElement>($"{{{string.Join(',', entries.Select(e => $"{JsonSerializer.Serialize(e.Key)}:{e.Value}"))}}}"));
    }
}
