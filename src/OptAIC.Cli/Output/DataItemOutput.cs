using System.Globalization;

namespace OptAIC.Cli.Output;

/// <summary>Items of data for people.</summary>
internal static class DataItemOutput
{
    /// <summary>One row per item.</summary>
    public static void WriteList(Screen screen, IReadOnlyList<OptDataItem> items)
    {
        var several = items.Select(i => i.Instance).Distinct().Count() > 1;
        var table = new TextTable([.. several ? ["INSTANCE"] : Array.Empty<string>(), "ITEM", "STATUS", ">BYTES", "SHA256", "TARGET", "SOURCE"]);
        foreach (var item in items)
        {
            var status = new Cell(item.Status ?? "", item.Status == "whole" ? Tint.Good : Tint.Bad);
            Cell[] owner = several ? [item.Instance ?? ""] : [];
            table.Add([.. owner, item.Name, status, item.Size?.ToString(CultureInfo.InvariantCulture) ?? "", item.Sha256 is { } hash ? Words.Short(hash) : "", item.Target, item.Source ?? ""]);
        }

        table.Write(screen);
    }
}
