using System.Text.Json.Serialization;
using OptAIC.Model;

namespace OptAIC.Ticks;

/// <summary>A form in which the operating system's tick is written down.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<TickFormat>))]
public enum TickFormat
{
    /// <summary>A task of the Windows Task Scheduler, schema version 1.3.</summary>
    TaskXml,

    /// <summary>A service and a timer of systemd.</summary>
    Systemd,

    /// <summary>A line of a crontab.</summary>
    Cron,
}
