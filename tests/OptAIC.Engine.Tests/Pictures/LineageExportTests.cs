using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using OptAIC.Engine.Pictures;
using OptAIC.Freshness;
using OptAIC.Lineage;
using OptAIC.Model;

namespace OptAIC.Engine.Tests.Pictures;

public sealed class LineageExportTests
{
    private const string Nasty = "exit \"3\": <script>alert('x')</script> & ]]> \u0001 --> \\ #end";

    private static readonly DateTimeOffset At = new(2024, 12, 31, 6, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(500)]
    public void The_page_is_well_formed_and_holds_every_flow_and_every_edge(int flows)
    {
        var lineage = Lineage(flows);
        var page = Page(lineage);

        var nodes = page.Descendants("g").Where(g => g.Attribute("data-n") is not null).ToList();
        Assert.Equal(lineage.Nodes.Select(n => $"{n}, {SnakeCase.Of(n.Status)}"), nodes.Select(n => (string)n.Attribute("aria-label")!));
        Assert.All(nodes.Zip(lineage.Nodes), n => Assert.Equal($"n {SnakeCase.Of(n.Second.Status)}", (string)n.First.Attribute("class")!));
        var links = page.Descendants("path").Where(p => p.Attribute("data-from") is not null).ToList();
        Assert.Equal(
            lineage.Edges.Select(e => $"{e.Upstream}.refresh → {e.Downstream}.refresh").ToHashSet(),
            links.Select(l => l.Value[..l.Value.IndexOf(" (", StringComparison.Ordinal)]).ToHashSet());
        Assert.All(links, l => Assert.StartsWith("M", (string)l.Attribute("d")!, StringComparison.Ordinal));
    }

    [Fact]
    public void The_page_refers_to_nothing_outside_itself()
    {
        var text = LineageExport.Text(Lineage(50), LineageFormat.Html, "Lineage", At);

        Assert.DoesNotContain("://", text, StringComparison.Ordinal);
        Assert.DoesNotMatch(new Regex("@import|fetch\\(|XMLHttpRequest|WebSocket|<link|<img|<iframe|\\ssrc=|\\shref=", RegexOptions.IgnoreCase), text);
        Assert.All(Regex.Matches(text, "url\\((.*?)\\)").Select(m => m.Groups[1].Value), target => Assert.StartsWith("#", target, StringComparison.Ordinal));
        Assert.Contains("default-src 'none'", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Five_hundred_flows_are_a_page_in_under_two_seconds()
    {
        var lineage = Lineage(500);
        Page(Lineage(50));
        var watch = Stopwatch.StartNew();

        LineageExport.Text(lineage, LineageFormat.Html, "Lineage", At);

        Assert.InRange(watch.ElapsedMilliseconds, 0, 2000);
    }

    [Fact]
    public void What_errors_say_reaches_the_page_as_text_and_never_as_markup()
    {
        var lineage = Lineage(3, Nasty);
        var text = LineageExport.Text(lineage, LineageFormat.Html, "<b>" + Nasty, At);
        var page = Page(lineage, "<b>" + Nasty);

        Assert.Equal(2, page.Descendants("script").Count());
        Assert.DoesNotContain(page.Descendants("b"), b => b.Value.Contains("exit", StringComparison.Ordinal));
        Assert.DoesNotContain("<script>alert", text, StringComparison.Ordinal);
        var data = JsonDocument.Parse(page.Descendants("script").First().Value).RootElement;
        Assert.Equal(Nasty, data.GetProperty("nodes")[0].GetProperty("flow").GetProperty("reasons")[0].GetProperty("detail").GetString());
    }

    [Fact]
    public void A_digraph_quotes_every_name_and_label()
    {
        var text = LineageExport.Text(Lineage(3, role: "a \"b\" \\ c"), LineageFormat.Dot, "Lineage", At);

        var quoted = "\"(?:[^\"\\\\\n]|\\\\.)*\"";
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Count(l => Regex.IsMatch(l, $"^  {quoted} \\[label={quoted}, color={quoted}, fillcolor={quoted}\\];$")));
        Assert.Equal(2, lines.Count(l => Regex.IsMatch(l, $"^  {quoted} -> {quoted} \\[label={quoted}(, style=dashed)?\\];$")));
        Assert.Contains("label=\"a \\\"b\\\" \\\\ c\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_flowchart_says_what_mermaid_would_misread_by_number()
    {
        var text = LineageExport.Text(Lineage(3, role: "end|\"x\"<br>#1;"), LineageFormat.Mermaid, "Lineage", At);

        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("flowchart LR", lines[0]);
        Assert.Equal(3, lines.Count(l => Regex.IsMatch(l, "^  n[0-9]+\\[\"[^\"<>|]*<br/>[^\"<>|]*\"\\]:::[a-z_]+$")));
        Assert.Equal(2, lines.Count(l => Regex.IsMatch(l, "^  n[0-9]+ -->\\|\"[^\"<>|]*\"\\| n[0-9]+$")));
        Assert.Contains("end#124;#34;x#34;#60;br#62;#35;1#59;", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Edges_between_the_same_flows_are_one_link_that_says_all_roles_and_uses_is_dashed()
    {
        var lineage = Lineage(2);
        lineage = lineage with
        {
            Edges = [lineage.Edges[0], lineage.Edges[0] with { Role = "covariance" }, lineage.Edges[0] with { Role = "optimizer", Kind = EdgeKind.Uses }],
        };

        Assert.Contains("n0 -->|\"input, covariance, uses as optimizer\"| n1", LineageExport.Text(lineage, LineageFormat.Mermaid, "", At), StringComparison.Ordinal);
        lineage = lineage with { Edges = [lineage.Edges[2]] };
        Assert.Contains("n0 -.->|\"uses as optimizer\"| n1", LineageExport.Text(lineage, LineageFormat.Mermaid, "", At), StringComparison.Ordinal);
    }

    private static XElement Page(OptLineage lineage, string title = "Lineage")
    {
        var text = LineageExport.Text(lineage, LineageFormat.Html, title, At);
        using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XElement.Load(reader);
    }

    private static OptLineage Lineage(int flows, string detail = "published abc", string role = "input")
    {
        var random = new Random(3);
        var statuses = Enum.GetValues<FlowStatus>();
        return new()
        {
            Nodes = [.. Enumerable.Range(0, flows).Select(n => Flow($"flow_{n}", statuses[n % statuses.Length], detail))],
            Edges =
            [
                .. Enumerable.Range(1, Math.Max(0, flows - 1)).Select(n => Edge($"flow_{random.Next(Math.Max(0, n - 40), n)}", $"flow_{n}", role)),
                .. Enumerable.Range(4, Math.Max(0, flows - 4)).Select(n => Edge($"flow_{n - 3}", $"flow_{n}", role)),
            ],
            ExecutionOrder = [],
        };
    }

    private static OptFlow Flow(string name, FlowStatus status, string detail) => new()
    {
        Id = Guid.CreateVersion7(),
        Instance = name,
        InstanceId = Guid.CreateVersion7(),
        Flow = FlowKind.Refresh,
        Status = status,
        Reasons = [new() { Code = "last_run_failed", Flow = $"{name}.refresh", Detail = detail }],
        LastDataDate = new(2024, 12, 30),
    };

    private static OptLineageEdge Edge(string upstream, string downstream, string role) => new()
    {
        Upstream = upstream,
        UpstreamFlow = FlowKind.Refresh,
        Downstream = downstream,
        DownstreamFlow = FlowKind.Refresh,
        Kind = EdgeKind.DataDependency,
        Role = role,
    };
}
