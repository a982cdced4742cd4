using OptAIC.Engine.Documents;
using OptAIC.Freshness;
using OptAIC.Lineage;
using OptAIC.Model;

namespace OptAIC.Engine.Registry;

/// <summary>The packed columns: a flow's last completed run, an instance's parts, the edges that end at its flows.</summary>
internal static class PackedRows
{
    public static byte[] Of(CompletedSnapshot completed)
    {
        var (writer, facts) = (new PackedWriter(), completed.Facts);
        writer.Id(facts.RunId);
        writer.Time(facts.EndedAt);
        writer.Text(facts.DataVersion);
        writer.Text(facts.DefinitionHash);
        writer.Text(facts.ConfigHash);
        Optional(writer, facts.LastDataDate);
        Optional(writer, completed.AsOf);
        if (writer.Has(completed.LoadId is not null))
        {
            writer.Number(completed.LoadId!.Value);
        }

        if (writer.Has(facts.SourceCheck is not null))
        {
            writer.Time(facts.SourceCheck!.CheckedAt);
            writer.Has(facts.SourceCheck.FoundNewer);
        }

        if (writer.Has(completed.Source is not null))
        {
            Pack(writer, completed.Source!);
        }

        writer.Versions(facts.InputVersions);
        writer.Versions(facts.UsedHashes);
        return writer.ToArray();
    }

    public static CompletedSnapshot Completed(ReadOnlySpan<byte> bytes, TextPool texts)
    {
        var reader = new PackedReader(bytes, texts);
        var (run, ended) = (reader.Id(), reader.Time());
        var (version, definition, config) = (reader.Text(), reader.Text(), reader.Text());
        DateOnly? lastDate = reader.Has() ? reader.Date() : null;
        DateOnly? asOf = reader.Has() ? reader.Date() : null;
        long? load = reader.Has() ? reader.Number() : null;
        var check = reader.Has() ? new SourceCheck(reader.Time(), reader.Has()) : null;
        var source = reader.Has() ? Source(ref reader) : null;
        var facts = new CompletedRunFacts
        {
            RunId = run,
            EndedAt = ended,
            DataVersion = version,
            LastDataDate = lastDate,
            SourceFingerprint = source?.Hash,
            SourceCheck = check,
            DefinitionHash = definition,
            ConfigHash = config,
            InputVersions = reader.Versions(),
            UsedHashes = reader.Versions(),
        };
        return new(facts) { LoadId = load, Source = source, AsOf = asOf };
    }

    public static byte[] Of(IReadOnlyList<PartReference> parts)
    {
        var writer = new PackedWriter();
        writer.Number(parts.Count);
        foreach (var part in parts)
        {
            writer.Number((int)part.Role);
            writer.Id(part.Instance);
            writer.Has(part.Shared);
            writer.Text(part.Definition);
        }

        return writer.ToArray();
    }

    public static PartReference[] Parts(ReadOnlySpan<byte> bytes, TextPool texts)
    {
        var reader = new PackedReader(bytes, texts);
        var parts = NewArray<PartReference>(reader.Number());
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = new((PartRole)reader.Number(), reader.Id(), reader.Has(), reader.Text());
        }

        return parts;
    }

    public static byte[] Of(IReadOnlyList<LineageEdge> edges)
    {
        var writer = new PackedWriter();
        writer.Number(edges.Count);
        foreach (var edge in edges)
        {
            writer.Flow(edge.Upstream);
            writer.Number((int)edge.Downstream.Flow);
            writer.Number((int)edge.Kind);
            writer.Text(edge.Role);
        }

        return writer.ToArray();
    }

    public static LineageEdge[] Edges(ReadOnlySpan<byte> bytes, Guid downstream, TextPool texts)
    {
        var reader = new PackedReader(bytes, texts);
        var edges = NewArray<LineageEdge>(reader.Number());
        for (var i = 0; i < edges.Length; i++)
        {
            edges[i] = new(reader.Flow(), new(downstream, (FlowKind)reader.Number()), (EdgeKind)reader.Number(), reader.Text());
        }

        return edges;
    }

    private static void Pack(PackedWriter writer, SourceFingerprint source)
    {
        writer.Text(source.Hash);
        writer.Number(source.Files.Count);
        foreach (var file in source.Files)
        {
            writer.Text(file.Path);
            writer.Number(file.Size);
            writer.Number(file.ModifiedTicks);
            writer.Text(file.Sha256);
        }
    }

    private static SourceFingerprint Source(ref PackedReader reader)
    {
        var hash = reader.Text();
        var files = NewArray<SourceFile>(reader.Number());
        for (var i = 0; i < files.Length; i++)
        {
            files[i] = new(reader.Text(), reader.Number(), reader.Number(), reader.Text());
        }

        return new(hash, files);
    }

    private static void Optional(PackedWriter writer, DateOnly? date)
    {
        if (writer.Has(date is not null))
        {
            writer.Date(date!.Value);
        }
    }

    private static T[] NewArray<T>(long count) => count == 0 ? [] : new T[count];
}
