using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using OptAIC.Quant.Panels;

namespace OptAIC.Engine.Data;

/// <summary>A row of a load that differs from what the store has.</summary>
/// <param name="Entity">Rank of the entity in the load's panel.</param>
/// <param name="Row">Row of the date in the load's panel.</param>
/// <param name="KnownLater">Whether its values became known when they were loaded, not on their date.</param>
internal readonly record struct RowChange(int Entity, int Row, bool KnownLater);

/// <summary>The rows that a load changes, and the data version that it makes of the one before.</summary>
/// <param name="Panel">All values of the load.</param>
/// <param name="Changes">What differs from the store, by entity and date.</param>
internal sealed record StoreLoad(Panel Panel, IReadOnlyList<RowChange> Changes)
{
    /// <summary>Compares new data with what is there.</summary>
    /// <param name="current">What the store has, or <c>null</c> when it is empty.</param>
    /// <param name="fresh">The new data.</param>
    /// <param name="rule">When values became known.</param>
    /// <param name="isComplete">Whether rows that are not among the new data are gone; else they are kept.</param>
    public static StoreLoad Compare(Panel? current, Panel fresh, KnowledgeRule rule, bool isComplete)
    {
        if (current is null)
        {
            return new(fresh, Changed(fresh, null, rule, withdraw: false));
        }

        // Fields that the new data lack are missing in them, and both sides are laid over the same axes.
        var index = isComplete || !fresh.Index.SameAs(current.Index) ? PanelIndex.Union([fresh.Index, current.Index]) : fresh.Index;
        var fields = fresh.Fields.Union(current.Fields, StringComparer.Ordinal).ToList();
        var now = Spread(fresh, index, fields);
        return new(now, Changed(now, Spread(current, index, fields), rule, isComplete));
    }

    /// <summary>Hash of the version before and the changed rows with their knowledge; the version before when there are none.</summary>
    public string VersionAfter(string? previous)
    {
        if (Changes.Count == 0 && previous is not null)
        {
            return previous;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(previous ?? ""));
        var fields = Panel.Fields.Order(StringComparer.Ordinal).ToList();
        hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\n', fields)));
        var values = fields.Select(f => Panel.Field(f)).ToList();
        var row = new byte[4 + 1 + (8 * fields.Count)];
        var entity = -1;
        foreach (var change in Changes)
        {
            if (change.Entity != entity)
            {
                entity = change.Entity;
                hash.AppendData(Encoding.UTF8.GetBytes("\n" + Panel.Index.Entities[entity] + "\n"));
            }

            Write(row, change, values);
            hash.AppendData(row);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The changed rows as a store keeps them.</summary>
    /// <param name="loadedAt">When they are loaded: what was there before and changes became known then.</param>
    public IEnumerable<StoredRow> Rows(DateTimeOffset loadedAt)
    {
        var later = Knowledge.At(loadedAt);
        var values = Panel.Fields.Select(f => Panel.Field(f)).ToArray();
        foreach (var change in Changes)
        {
            var date = Knowledge.On(Panel.Index.Dates[change.Row]);
            var cell = (change.Entity * Panel.Index.Rows) + change.Row;
            yield return new StoredRow(Panel.Index.Entities[change.Entity], date, change.KnownLater ? later : date, Array.ConvertAll(values, v => v.Span[cell]));
        }
    }

    /// <summary>The data that it makes of the version before: a row of the load takes the place of the row that was there.</summary>
    public Panel Over(Panel? before)
    {
        if (before is null)
        {
            return Panel;
        }

        var then = Spread(before, Panel.Index, [.. Panel.Fields]);
        var fields = Panel.Fields.Select(f => (Name: f, Values: Panel.Field(f).ToArray(), Before: then.Field(f))).ToArray();
        for (var cell = 0; cell < Panel.Index.Rows * Panel.Index.Count; cell++)
        {
            if (Array.TrueForAll(fields, f => double.IsNaN(f.Values[cell])))
            {
                foreach (var field in fields)
                {
                    field.Values[cell] = field.Before.Span[cell];
                }
            }
        }

        return new Panel(Panel.Index, fields.Select(f => KeyValuePair.Create(f.Name, f.Values)));
    }

    private void Write(byte[] row, RowChange change, List<ReadOnlyMemory<double>> values)
    {
        BinaryPrimitives.WriteInt32LittleEndian(row, Panel.Index.Dates[change.Row].DayNumber);
        row[4] = change.KnownLater ? (byte)1 : (byte)0;
        for (var f = 0; f < values.Count; f++)
        {
            var value = values[f].Span[(change.Entity * Panel.Index.Rows) + change.Row];
            BinaryPrimitives.WriteDoubleLittleEndian(row.AsSpan(5 + (8 * f)), double.IsNaN(value) ? double.NaN : value + 0.0);
        }
    }

    private static List<RowChange> Changed(Panel now, Panel? before, KnowledgeRule rule, bool withdraw)
    {
        var index = now.Index;
        var present = now.Fields.Select(f => now.Field(f)).ToList();
        var past = before is null ? null : now.Fields.Select(f => before.Field(f)).ToList();
        var changes = new List<RowChange>(before is null ? index.Rows * index.Count : 0);
        for (var e = 0; e < index.Count; e++)
        {
            for (var t = 0; t < index.Rows; t++)
            {
                var cell = (e * index.Rows) + t;
                var (isThere, wasThere, differs) = Look(present, past, cell);
                if (differs && (isThere || (wasThere && withdraw)))
                {
                    changes.Add(new(e, t, rule == KnowledgeRule.LoadTime || wasThere));
                }
            }
        }

        return changes;
    }

    private static (bool IsThere, bool WasThere, bool Differs) Look(List<ReadOnlyMemory<double>> present, List<ReadOnlyMemory<double>>? past, int cell)
    {
        var (isThere, wasThere, differs) = (false, false, false);
        for (var f = 0; f < present.Count; f++)
        {
            var now = present[f].Span[cell];
            var then = past is null ? double.NaN : past[f].Span[cell];
            isThere |= !double.IsNaN(now);
            wasThere |= !double.IsNaN(then);
            // Equals: missing is equal to missing.
            differs |= !now.Equals(then);
        }

        return (isThere, wasThere, differs);
    }

    private static Panel Spread(Panel panel, PanelIndex index, List<string> fields)
    {
        var aligned = panel.Index.SameAs(index) ? panel : panel.AlignTo(index);
        return new Panel(index, fields.Select(f => KeyValuePair.Create(f, aligned.Has(f) ? aligned.Field(f).ToArray() : Missing(index))));
    }

    private static double[] Missing(PanelIndex index)
    {
        var values = new double[index.Rows * index.Count];
        Array.Fill(values, double.NaN);
        return values;
    }
}
