using System.Globalization;
using System.Management.Automation;

namespace OptAIC.Commands;

/// <summary>Takes a date as an ISO text, or as any of .NET's dates.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DateTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => Unwrap(inputData) switch
    {
        null => null,
        DateOnly date => date,
        DateTime time => DateOnly.FromDateTime(time),
        DateTimeOffset time => DateOnly.FromDateTime(time.DateTime),
        string text when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) => date,
        var other => throw new ArgumentTransformationMetadataException($"'{other}' is no date; write it as 2024-03-29"),
    };

    /// <summary>The object behind what PowerShell hands over.</summary>
    public static object? Unwrap(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
