using OptAIC.Engine.Documents;
using OptAIC.Engine.Registry;
using OptAIC.Freshness;
using OptAIC.Lineage;
using OptAIC.Model;

namespace OptAIC.Engine.Tests.Registry;

/// <summary>Columns of the registry that hold several values.</summary>
public sealed class PackedRowsTests
{
    private static readonly FlowKey First = new(Guid.CreateVersion7(), FlowKind.Refresh);
    private static readonly FlowKey Second = new(Guid.CreateVersion7(), FlowKind.Inference);

    private static readonly CompletedRunFacts Facts = new()
    {
        RunId = Guid.CreateVersion7(),
        EndedAt = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero),
        DataVersion = Digest.Of("data"),
        LastDataDate = new(2026, 1, 1),
        SourceFingerprint = Digest.Of("source"),
        SourceCheck = new(new(2026, 1, 2, 3, 0, 0, TimeSpan.Zero), FoundNewer: true),
        DefinitionHash = Digest.Of("definition"),
        ConfigHash = "größer als ASCII, and no hash",
        InputVersions = new VersionsByFlow([new(Second, Digest.Of("second") + "@2026-01-01"), new(First, Digest.Of("first"))]),
        UsedHashes = new VersionsByFlow([new(First, "a+b")]),
    };

    [Fact]
    public void A_completed_run_is_read_as_it_was_written()
    {
        var source = new SourceFingerprint(Digest.Of("source"), [new("/data/Kurse für 2026.csv", 12_345_678_901, 638_000_000_000_000_000, Digest.Of("file"))]);
        var completed = new CompletedSnapshot(Facts) { LoadId = long.MaxValue, Source = source, AsOf = new(2025, 12, 31) };

        var read = PackedRows.Completed(PackedRows.Of(completed), new TextPool());

        Assert.Equal(Facts with { InputVersions = read.Facts.InputVersions, UsedHashes = read.Facts.UsedHashes }, read.Facts);
        Assert.Equal(Facts.InputVersions.OrderBy(v => v.Key), read.Facts.InputVersions);
        Assert.Equal(Facts.UsedHashes, read.Facts.UsedHashes);
        Assert.Equal((source.Hash, completed.LoadId, completed.AsOf), (read.Source!.Hash, read.LoadId, read.AsOf));
        Assert.Equal(source.Files, read.Source.Files);
    }

    [Fact]
    public void What_a_completed_run_does_not_have_is_not_there_afterwards()
    {
        var bare = new CompletedSnapshot(Facts with { LastDataDate = null, SourceFingerprint = null, SourceCheck = null, InputVersions = VersionsByFlow.None, UsedHashes = VersionsByFlow.None });

        var read = PackedRows.Completed(PackedRows.Of(bare), new TextPool());

        Assert.Equal(bare, read);
    }

    [Fact]
    public void Edges_and_parts_are_read_as_they_were_written()
    {
        LineageEdge[] edges = [.. Enum.GetValues<EdgeKind>().Select(k => new LineageEdge(First, Second, k, $"role {k}"))];
        PartReference[] parts = [.. Enum.GetValues<PartRole>().Select((r, i) => new PartReference(r, Guid.CreateVersion7(), i % 2 == 0, "builtin.csv@1.0.0"))];
        var texts = new TextPool();

        Assert.Equal(edges, PackedRows.Edges(PackedRows.Of(edges), Second.Instance, texts));
        Assert.Equal(parts, PackedRows.Parts(PackedRows.Of(parts), texts));
    }

    [Fact]
    public void A_column_that_ends_too_early_is_an_error_wherever_it_ends()
    {
        var bytes = PackedRows.Of(new CompletedSnapshot(Facts));

        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => PackedRows.Completed(bytes.AsSpan(0, length), new TextPool()));
        }
    }

    [Fact]
    public void Equal_texts_are_one_object()
    {
        var texts = new TextPool();

        Assert.Same(texts.Get("größer"u8), texts.Get("größer"u8));
        Assert.NotSame(texts.Get("abc"u8), texts.Get("abd"u8));
        Assert.Equal("größer", texts.Get("größer"u8));
    }
}
