using System.Globalization;
using System.Management.Automation;

namespace OptAIC.Commands;

/// <summary>Takes a length of time as <c>90s</c>, <c>30m</c>, <c>2h</c>, <c>1d</c>, a <see cref="TimeSpan"/>, or a number of seconds.</summary>
/// <remarks>PowerShell itself would read a number as ticks of 100 ns.</remarks>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DurationTransformationAttribute : ArgumentTransformationAttribute
{
    private const double LongestInSeconds = 1000 * 365.25 * 86400;

    /// <summary>Whether 0 is allowed, for none.</summary>
    public bool OrNone { get; init; }

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        // As text first: PowerShell has read 90s and 1d as numbers with a type suffix, but kept what was typed.
        var seconds = DateTransformationAttribute.Unwrap(inputData) is TimeSpan span
            ? span.TotalSeconds
            : Seconds(LanguagePrimitives.ConvertTo<string>(inputData));
        return seconds is > 0 and < LongestInSeconds || (OrNone && seconds == 0)
            ? TimeSpan.FromSeconds(seconds)
            : throw new ArgumentTransformationMetadataException($"'{inputData}' is no length of time; write 90s, 30m, 2h, 1d, or a number of seconds");
    }

    private static double Seconds(string text)
    {
        double unit = text switch
        {
            [.., 's'] => 1,
            [.., 'm'] => 60,
            [.., 'h'] => 3600,
            [.., 'd'] => 86400,
            _ => 0,
        };
        var number = unit == 0 ? text : text[..^1];
        return double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value * (unit == 0 ? 1 : unit)
            : TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) ? span.TotalSeconds
            : double.NaN;
    }
}
