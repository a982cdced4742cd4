using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using OptAIC.Engine.Pictures;
using OptAIC.Freshness;
using OptAIC.Lineage;
using OptAIC.Model;

namespace OptAIC.Engine.Tests.Pictures;

/// <summary>The page as somebody sees it who opens it.</summary>
public sealed class LineageInBrowserTests : IDisposable
{
    private static readonly string[] Words = ["momentum", "us_equity_prices_adjusted_for_splits_and_dividends", "fx", "MÜNCHEN-settlements.v2", "quality_of_earnings"];

    // Looks at the page, uses it, and leaves what it saw in the document.
    private const string Probe = """
        addEventListener('load', () => {
          const seen = { errors: window.failures };
          try {
            const boxes = flows.map(f => f.querySelector('rect').getBoundingClientRect());
            const meet = (a, b) => a.left < b.right - 0.1 && b.left < a.right - 0.1 && a.top < b.bottom - 0.1 && b.top < a.bottom - 0.1;
            seen.flows = flows.length;
            seen.overlaps = boxes.reduce((sum, box, n) => sum + boxes.slice(n + 1).filter(other => meet(box, other)).length, 0);
            const visible = canvas.getBoundingClientRect();
            seen.begins = boxes.filter(b => b.left >= visible.left - 1 && b.top >= visible.top - 1 && b.bottom <= visible.bottom + 1).length;
            fit();
            const all = flows.map(f => f.querySelector('rect').getBoundingClientRect());
            seen.fitted = all.filter(b => b.left >= visible.left - 1 && b.right <= visible.right + 1 && b.top >= visible.top - 1 && b.bottom <= visible.bottom + 1).length;
            const cut = () => flows.flatMap(f => [...f.querySelectorAll('text')].filter(t => getComputedStyle(t).display !== 'none')
              .filter(t => { const box = t.getBBox(); return box.x < 0 || box.x + box.width > data.width || box.y < 0 || box.y + box.height > data.height; }).map(t => t.textContent));
            move(0, 0, 1);
            seen.cut = cut();
            move(0, 0, 0.3);
            seen.cutFromFar = cut();
            seen.mapIsShown = !map.hasAttribute('hidden');
            choose(flows.length - 1, true);
            seen.details = details.textContent;
            seen.lit = flows.filter(f => f.classList.contains('on')).length;
            choose(null);
            $('find').value = 'flow_3.refresh';
            $('find').dispatchEvent(new Event('input'));
            seen.found = [...list.children].map(c => c.textContent);
            const before = getComputedStyle(document.body).backgroundColor;
            $('theme').click();
            seen.darkens = before !== getComputedStyle(document.body).backgroundColor;
          } catch (error) { seen.errors.push(String(error)); }
          document.body.append(Object.assign(document.createElement('pre'), { id: 'seen', textContent: JSON.stringify(seen) }));
        });
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("optaic-page-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [BrowserTheory]
    [InlineData(5)]
    [InlineData(50)]
    [InlineData(500)]
    public async Task Nothing_overlaps_or_is_cut_and_everything_answers(int count)
    {
        var lineage = Lineage(count);

        var seen = await LookAsync(LineageExport.Text(lineage, LineageFormat.Html, "Lineage", new DateTimeOffset(2024, 12, 31, 6, 0, 0, TimeSpan.Zero)));

        Assert.Equal([], Texts(seen, "errors"));
        Assert.Equal((count, 0), (seen.GetProperty("flows").GetInt32(), seen.GetProperty("overlaps").GetInt32()));
        Assert.Equal([], Texts(seen, "cut"));
        Assert.Equal([], Texts(seen, "cutFromFar"));
        Assert.Equal((count, count), (seen.GetProperty("begins").GetInt32(), seen.GetProperty("fitted").GetInt32()));
        Assert.Contains(lineage.Nodes[^1].ToString(), seen.GetProperty("details").GetString(), StringComparison.Ordinal);
        Assert.InRange(seen.GetProperty("lit").GetInt32(), 2, count);
        Assert.Equal(["●flow_3.refresh"], Texts(seen, "found").Select(f => string.Concat("●", f.AsSpan(f.IndexOf("flow", StringComparison.Ordinal)))));
        Assert.True(seen.GetProperty("darkens").GetBoolean());
        Assert.Equal(count >= 50, seen.GetProperty("mapIsShown").GetBoolean());
    }

    private async Task<JsonElement> LookAsync(string page)
    {
        var file = Path.Combine(_folder, "lineage.html");
        page = page.Replace("<script type=\"application/json\"", "<script>window.failures = []; addEventListener('error', e => failures.push(e.message));</script><script type=\"application/json\"", StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, page.Replace("</body>", $"<script>//<![CDATA[\n{Probe}\n//]]></script></body>", StringComparison.Ordinal));
        var document = await Chromium.OpenAsync(file, _folder);
        var seen = Regex.Match(document, "<pre id=\"seen\">(.*?)</pre>", RegexOptions.Singleline);
        Assert.True(seen.Success, document.Length > 2000 ? document[^2000..] : document);
        return JsonDocument.Parse(WebUtility.HtmlDecode(seen.Groups[1].Value)).RootElement;
    }

    private static List<string> Texts(JsonElement seen, string name) => [.. seen.GetProperty(name).EnumerateArray().Select(t => t.GetString()!)];

    private static OptLineage Lineage(int count)
    {
        var random = new Random(5);
        var statuses = Enum.GetValues<FlowStatus>();
        string Name(int n) => n == 3 ? "flow_3" : $"{Words[n % Words.Length]}_{n}";
        return new()
        {
            Nodes = [.. Enumerable.Range(0, count).Select(n => Flow(Name(n), statuses[n % statuses.Length]))],
            Edges =
            [
                .. Enumerable.Range(1, count - 1).Select(n => Edge(Name(random.Next(Math.Max(0, n - (count / 5) - 2), n)), Name(n))),
                .. Enumerable.Range(3, count - 3).Where(n => n % 2 == 0).Select(n => Edge(Name(random.Next(0, n)), Name(n))),
            ],
            ExecutionOrder = [],
        };
    }

    private static OptFlow Flow(string name, FlowStatus status) => new()
    {
        Id = Guid.CreateVersion7(),
        Instance = name,
        InstanceId = Guid.CreateVersion7(),
        Flow = FlowKind.Refresh,
        Status = status,
        LastDataDate = new(2024, 12, 30),
    };

    private static OptLineageEdge Edge(string upstream, string downstream) => new()
    {
        Upstream = upstream,
        UpstreamFlow = FlowKind.Refresh,
        Downstream = downstream,
        DownstreamFlow = FlowKind.Refresh,
        Kind = EdgeKind.DataDependency,
        Role = "input",
    };
}
