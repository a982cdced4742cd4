using System.Globalization;

namespace OptAIC.Cli.Output;

/// <summary>Items of data for people.</summary>
internal static class DataItemOutput
{
    /// <summary>One row per item.</summary>
    public static void WriteList(Screen screen, IReadOnlyList<OptDataItem> items)
    {
        var table = new TextTable("ITEM", "STATUS", ">BYTES", "SHA256", "TARGET", "SOURCE");
        foreach (var item in items)
        {
            var status = new Cell(item.Status ?? "", item.Status == "whole" ? Tint.Good : Tint.Bad);
            table.Add(item.Name, status, item.Size?.ToString(CultureInfo.InvariantCulture) ?? "", item.Sha256 is { } hash ? Words.Short(hash) : "", item.Target, item.Source ?? "");
        }

        table.Write(screen);
    }
}
