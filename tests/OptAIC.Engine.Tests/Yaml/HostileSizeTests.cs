using System.Text;
using OptAIC.Engine.Definitions;
using OptAIC.Engine.Schemas;
using OptAIC.Engine.Yaml;
using OptAIC.Errors;

namespace OptAIC.Engine.Tests.Yaml;

/// <summary>Whatever two megabytes hold, reading them and holding them against schemas ends soon and within little memory.</summary>
[Collection(nameof(HostileSizeTests))]
[CollectionDefinition(nameof(HostileSizeTests), DisableParallelization = true)]
public class HostileSizeTests
{
    private const int Full = 2 * 1024 * 1024;
    private const long MaxHeap = 64L * 1024 * 1024;
    private const string SchemaOfAll = """
        type: object
        propertyNames: { pattern: '^[a-z0-9_]*$', maxLength: 100 }
        properties:
          a: { type: array, uniqueItems: true, items: { anyOf: [{ type: integer, multipleOf: 3 }, { type: string, pattern: '^(a|b)*c$', format: date }] } }
          b: { type: string, maxLength: 10, pattern: '(x+x+)+y', format: uri }
          c: { type: number, maximum: 5 }
        additionalProperties: { $ref: '#' }
        """;

    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(2);
    private static readonly JsonSchema Schema = Compile();

    public static TheoryData<string> Names => [.. Inputs.Keys];

    private static Dictionary<string, Func<string>> Inputs { get; } = new(StringComparer.Ordinal)
    {
        ["deep.yml"] = () => Filled("a: {", ""),
        ["deep_flow.yml"] = () => Filled("[", ""),
        ["deep_block.yml"] = () => Filled("- ", "x"),
        ["deep.json"] = () => Filled("{\"a\":", ""),
        ["deep_list.json"] = () => Filled("[", ""),
        ["alias_bomb.yml"] = () => "a0: &a0 [x, x]\n" + string.Concat(Enumerable.Range(1, 60).Select(n => $"a{n}: &a{n} [{string.Join(", ", Enumerable.Repeat($"*a{n - 1}", 60))}]\n")),
        ["wide_aliases.yml"] = () => $"base: &b [{string.Join(',', Enumerable.Repeat("x", 1000))}]\nall: [" + Filled("*b,", "*b]", Full - 5000),
        ["huge_key.yml"] = () => new string('k', Full - 10) + ": 1",
        ["huge_key.json"] = () => $"{{\"{new string('k', Full - 20)}\":1}}",
        ["explicit_key.yml"] = () => "? " + new string('k', Full - 10) + "\n: 1",
        ["huge_number.yml"] = () => "c: " + new string('9', Full - 10),
        ["huge_number.json"] = () => $"{{\"c\":{new string('9', Full - 10)}}}",
        ["huge_exponent.json"] = () => """{"c":1e999999999,"a":[1e308,0.1e-400,123456789012345678901234567890]}""",
        ["huge_fraction.yml"] = () => "c: 0." + new string('3', Full - 10),
        ["many_numbers.yml"] = () => "a: [" + Filled(new string('9', 390) + ",", "1]"),
        ["long_text.yml"] = () => "b: '" + new string('x', Full - 10) + "'",
        ["long_text.json"] = () => $"{{\"b\":\"{new string('x', Full - 20)}\"}}",
        ["long_folded.yml"] = () => "b: >\n" + Filled("  x\n\n", "", Full - 10),
        ["escaped_text.json"] = () => "{\"b\":\"" + Filled("\\u0041", "\"}", Full - 20),
        ["million_items.yml"] = () => "a: [" + Filled("1,", "1]"),
        ["million_items.json"] = () => "{\"a\":[" + Filled("1,", "1]}"),
        ["block_items.yml"] = () => "a:\n" + Filled("- 1\n", "", Full - 10),
        ["as_many_items_as_allowed.json"] = () => $"{{\"a\":[{string.Join(',', Enumerable.Range(0, DocumentLimits.Default.MaxNodes - 10))}]}}",
        ["many_keys.yml"] = () => Distinct(i => $"k{i}: {{b: {i}}}\n"),
        ["same_key.json"] = () => "{" + Filled("\"a\":1,", "\"a\":1}"),
        ["comments.yml"] = () => Filled("# nothing\n", "a: 1"),
        ["documents.yml"] = () => Filled("--- 1\n", ""),
        ["anchors.yml"] = () => Distinct(i => $"k{i}: &n{i} 1\n"),
        ["tags.yml"] = () => "a: [" + Filled("!!str x,", "x]"),
        ["tabs.yml"] = () => "a:\n" + new string('\t', Full - 10),
        ["nothing.yml"] = () => new string('\0', Full - 10),
        ["hidden_nothing.yml"] = () => "a: x" + Filled("\0 ", "", Full - 10),
        ["percent.yml"] = () => Filled("%TAG ! tag:x,\n", "---\na: 1"),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void An_input_of_the_largest_size_is_read_or_refused_in_bounded_time_and_memory(string name)
    {
        var text = Inputs[name]();
        Assert.InRange(Encoding.UTF8.GetByteCount(text), 1, Full);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var heap = new HeapWatch();
        var start = Environment.CpuUsage.TotalTime;

        var read = ReadAndCheck(text, name);

        // Of the processor: what else the machine does is not the reader's affair.
        var took = Environment.CpuUsage.TotalTime - start;
        var grown = Math.Max(heap.Peak, GC.GetTotalMemory(forceFullCollection: false)) - before;
        Assert.True(took < MaxTime, $"{name} took {took.TotalSeconds:0.00} s ({read})");
        Assert.True(grown < MaxHeap, $"{name} took {grown / 1024 / 1024} MB ({read})");
    }

    private static string ReadAndCheck(string text, string name)
    {
        try
        {
            var document = DocumentReader.Read(text, name);
            var issues = new List<OptIssue>();
            JsonSchema.Compile(document, issues);
            return $"read; as a schema {issues.Count}, as a definition {DefinitionReader.Read(document).Issues.Count}, against a schema {Schema.Validate(document).Issues.Count} issues";
        }
        catch (OptException refused)
        {
            return refused.ErrorId;
        }
    }

    private static string Filled(string piece, string end, int length = Full - 100)
    {
        var text = new StringBuilder(length + piece.Length);
        while (text.Length + piece.Length + end.Length <= length)
        {
            text.Append(piece);
        }

        return text.Append(end).ToString();
    }

    private static string Distinct(Func<int, string> piece)
    {
        var text = new StringBuilder(Full);
        for (var i = 0; text.Length < Full - 100; i++)
        {
            text.Append(piece(i));
        }

        return text.ToString();
    }

    private static JsonSchema Compile()
    {
        var issues = new List<OptIssue>();
        var schema = JsonSchema.Compile(DocumentReader.Read(SchemaOfAll, "schema.yml"), issues);
        return issues.Count == 0 ? schema : throw new InvalidOperationException(issues[0].Message);
    }

    /// <summary>The largest heap that a watching thread has seen.</summary>
    private sealed class HeapWatch : IDisposable
    {
        private readonly ManualResetEventSlim _done = new();
        private readonly Thread _watching;
        private long _peak;

        public HeapWatch()
        {
            _watching = new Thread(Watch) { IsBackground = true };
            _watching.Start();
        }

        public long Peak => Volatile.Read(ref _peak);

        public void Dispose()
        {
            _done.Set();
            _watching.Join();
            _done.Dispose();
        }

        private void Watch()
        {
            do
            {
                Volatile.Write(ref _peak, Math.Max(_peak, GC.GetTotalMemory(forceFullCollection: false)));
            }
            while (!_done.Wait(TimeSpan.FromMilliseconds(2)));
        }
    }
}
