using System.Text;
using OptAIC.Engine.Definitions;
using OptAIC.Engine.Specs;
using OptAIC.Engine.Yaml;
using OptAIC.Errors;

namespace OptAIC.Engine.Tests.Definitions;

public class MutationTests
{
    private const int Mutations = 400;

    public static TheoryData<string> Documents()
    {
        var names = typeof(DefinitionReader).Assembly.GetManifestResourceNames().Where(n => n.EndsWith(".yml", StringComparison.Ordinal));
        return [.. names.Select(n => n["OptAIC.Engine.".Length..]).Order(StringComparer.Ordinal)];
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_mutated_document_is_read_or_refused_but_never_crashes_the_reader(string resource)
    {
        var original = EmbeddedYaml.Text(resource);
        var random = new Random(resource.Length);
        for (var i = 0; i < Mutations; i++)
        {
            var text = Mutate(original, random);
            try
            {
                var document = DocumentReader.Read(text, "definition.yml");
                DefinitionReader.Read(document);
                InstanceSpecReader.Read(document);
            }
            catch (OptException refused)
            {
                Assert.NotEmpty(refused.Issues);
            }
            catch (Exception crash)
            {
                Assert.Fail($"{crash}\n--- for ---\n{text}");
            }
        }
    }

    private static string Mutate(string text, Random random)
    {
        const string Bits = "[]{}:,-#&*!|>'\"%@`?\t\n \\~0.1eé\0\u2028";
        var mutated = new StringBuilder(text);
        for (var n = random.Next(1, 6); n > 0; n--)
        {
            var at = random.Next(mutated.Length);
            var length = Math.Min(random.Next(1, 30), mutated.Length - at);
            switch (random.Next(4))
            {
                case 0:
                    mutated.Remove(at, length);
                    break;
                case 1:
                    mutated.Insert(at, Bits[random.Next(Bits.Length)]);
                    break;
                case 2:
                    mutated.Insert(random.Next(mutated.Length), mutated.ToString(at, length));
                    break;
                default:
                    mutated[at] = Bits[random.Next(Bits.Length)];
                    break;
            }
        }

        return mutated.ToString();
    }
}
