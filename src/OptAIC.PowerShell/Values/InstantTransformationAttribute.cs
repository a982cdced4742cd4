using System.Globalization;
using System.Management.Automation;

namespace OptAIC.Commands;

/// <summary>Takes an instant as an ISO text, or as any of .NET's times; a date is the end of that day in UTC, or its beginning.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class InstantTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether a date means the beginning of the day.</summary>
    public bool IsFrom { get; init; }

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => DateTransformationAttribute.Unwrap(inputData) switch
    {
        null => null,
        DateOnly date => Of(date),
        DateTimeOffset time => time,
        DateTime time => new DateTimeOffset(time),
        string text when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) => Of(date),
        string text when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) => time,
        var other => throw new ArgumentTransformationMetadataException($"'{other}' is no instant; write 2024-03-29 (the {(IsFrom ? "beginning" : "end")} of that day) or 2024-03-29T16:00:00Z"),
    };

    private DateTimeOffset Of(DateOnly date) => new(date.ToDateTime(IsFrom ? TimeOnly.MinValue : TimeOnly.MaxValue), TimeSpan.Zero);
}
