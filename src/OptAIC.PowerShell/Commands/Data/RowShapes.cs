using System.Data;
using System.Globalization;
using System.Management.Automation;
using OptAIC.Engine.Facade;
using DataRow = OptAIC.Engine.Facade.DataRow;

namespace OptAIC.Commands;

/// <summary>Rows of a dataset as PowerShell likes them: a missing value is <c>$null</c>, not NaN.</summary>
internal static class RowShapes
{
    /// <summary>One row as an object with a property for every column.</summary>
    public static PSObject Object(IReadOnlyList<string> columns, DataRow row)
    {
        var item = new PSObject(columns.Count + 2);
        item.TypeNames.Insert(0, "OptAIC.OptDataRow");
        item.Properties.Add(new PSNoteProperty("Date", row.Date), preValidated: true);
        item.Properties.Add(new PSNoteProperty("Entity", row.Entity), preValidated: true);
        for (var i = 0; i < columns.Count; i++)
        {
            var value = row.Values.Span[i];
            item.Properties.Add(new PSNoteProperty(columns[i], double.IsNaN(value) ? null : value), preValidated: true);
        }

        return item;
    }

    /// <summary>All rows as a table: <c>Date</c>, <c>Entity</c> and the value columns.</summary>
    public static DataTable Table(string name, DataRows rows, CancellationToken stop)
    {
        var table = new DataTable(name) { Locale = CultureInfo.InvariantCulture };
        table.Columns.Add("Date", typeof(DateOnly));
        table.Columns.Add("Entity", typeof(string));
        foreach (var column in rows.Columns)
        {
            table.Columns.Add(column, typeof(double));
        }

        table.BeginLoadData();
        var cells = new object[rows.Columns.Count + 2];
        foreach (var row in rows.Rows)
        {
            stop.ThrowIfCancellationRequested();
            (cells[0], cells[1]) = (row.Date, row.Entity);
            for (var i = 0; i < rows.Columns.Count; i++)
            {
                var value = row.Values.Span[i];
                cells[i + 2] = double.IsNaN(value) ? DBNull.Value : value;
            }

            table.LoadDataRow(cells, fAcceptChanges: true);
        }

        table.EndLoadData();
        return table;
    }
}
