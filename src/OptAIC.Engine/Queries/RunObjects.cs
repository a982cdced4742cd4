using OptAIC.Engine.Documents;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Registry;
using OptAIC.Model;

namespace OptAIC.Engine.Queries;

/// <summary>Makes the runs that people see.</summary>
internal static class RunObjects
{
    public static OptRun FromRecord(RunRecord record) => new()
    {
        Id = record.Id,
        Instance = record.InstanceName,
        InstanceId = record.Instance,
        Flow = record.Flow,
        Type = record.Type,
        Status = record.Status,
        Trigger = record.Trigger.Kind,
        Actor = record.Trigger.By,
        Plan = record.Plan,
        CreatedAt = record.CreatedAt,
        StartedAt = record.StartedAt,
        EndedAt = record.EndedAt,
        Attempt = record.Attempt,
        EarlierAttempts = [.. record.EarlierAttempts.Select(a => new OptAttempt(a.Attempt, a.StartedAt, a.EndedAt, a.Error.Type, a.Error.Message, a.LogPath))],
        ErrorType = record.Error?.Type,
        Error = record.Error?.Message,
        ExitCode = record.ExitCode,
        DataVersion = record.Output?.Version,
        LastDataDate = record.Output?.LastDataDate,
        Issues = record.Issues,
        AsOf = record.AsOf,
        IsSide = record.Side,
        ReplayOf = record.Replay?.Of,
        IsReproduced = record.Replay?.IsSame,
        Contracts = record.Contracts,
        Metrics = record.Metrics,
        Artifacts = record.Artifacts,
        InputVersions = record.InputVersions.DistinctBy(i => (i.Instance, i.Flow)).ToDictionary(i => $"{i.InstanceName}.{SnakeCase.Of(i.Flow)}", i => i.Version),
        Reasons = [.. record.Reasons.Select(ReasonNames.Object)],
        Steps = [.. record.Steps.Select(s => new OptRunStep
        {
            Name = s.Name, Status = s.Status, Attempts = s.Attempts, StartedAt = s.StartedAt, EndedAt = s.EndedAt, ExitCode = s.ExitCode, Error = s.Error, CommandLine = s.CommandLine ?? [], LogPath = s.LogPath, Resources = s.Resources?.ToObject(),
        })],
        Environment = record.Environment is not { } made ? null : new OptRunEnvironment
        {
            Engine = made.Engine,
            Key = made.Key,
            Build = made.Build,
            Path = made.Path,
            ToolVersions = made.ToolVersions,
            PackagesHash = made.PackagesHash,
            PreparedAt = made.PreparedAt,
        },
        Data = [.. record.Data.Select(d => new OptDataItem { Name = d.Name, Target = d.Target, Sha256 = d.Sha256, Size = d.Size, Source = d.Source, FetchedAt = d.FetchedAt })],
        Resources = record.Resources?.ToObject(),
        Definition = record.Definition,
        Revision = record.Revision,
        Host = record.Runner.Host,
        ProcessId = record.Runner.Pid,
        LogPath = record.LogPath,
    };

    public static OptRun FromRow(RunRow row, string instance, InstancePaths paths) => new()
    {
        Id = row.Id,
        Instance = instance,
        InstanceId = row.Key.Instance,
        Flow = row.Key.Flow,
        Type = row.Type,
        Status = row.Status,
        Trigger = row.Trigger,
        Actor = row.Actor,
        CreatedAt = row.CreatedAt,
        StartedAt = row.StartedAt,
        EndedAt = row.EndedAt,
        Attempt = row.Attempt,
        ExitCode = row.ExitCode,
        Definition = row.Definition,
        Host = row.Host,
        AsOf = row.AsOf,
        IsSide = row.Side,
        ReplayOf = row.ReplayOf,
        ErrorType = row.ErrorType,
        Error = row.Error,
        DataVersion = row.DataVersion,
        LastDataDate = row.LastDataDate,
        LogPath = paths.RunLogs(row.Id),
    };
}
