using System.Text.Json.Serialization;
using OptAIC.Model;

namespace OptAIC.Ticks;

/// <summary>The part of an operating system that a tick is registered with.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<TickMethod>))]
public enum TickMethod
{
    /// <summary>The Windows Task Scheduler.</summary>
    TaskScheduler,

    /// <summary>The user's systemd.</summary>
    Systemd,

    /// <summary>The user's crontab.</summary>
    Cron,
}
