using System.Globalization;
using OptAIC.Benchmarks;

// benchmarks/run.sh builds everything and calls this: "fill ROOT COUNT" for a large workspace, or with the runner's path.
// "flows" measures planning and running flows alone, "instances" backpacks, data and the registry, "cron" cron expressions, "schedules" what is due, "stops RUNNER" stopping and "watch RUNNER" watching them; "fuzz [CASES] [SEED]" reads mutated files instead.
if (args is ["fill", var root, var count])
{
    LargeWorkspace.Fill(root, int.Parse(count, CultureInfo.InvariantCulture));
    return 0;
}

if (args is ["change", var changed, var process])
{
    RegistryFigures.Change(changed, int.Parse(process, CultureInfo.InvariantCulture));
    return 0;
}

if (args is ["fuzz", ..])
{
    return Fuzzing.Run(Number(1, 100_000), Number(2, 1));
}

using var folder = new ScratchFolder();
if (args is ["flows"])
{
    Floors.Report(folder);
    PlanFigures.Report(folder);
    FlowFigures.Report(folder);
    return 0;
}

if (args is ["instances"])
{
    Floors.Report(folder);
    InstanceFigures.Report(folder);
    RegistryFigures.Report(folder);
    return 0;
}

if (args is ["cron"])
{
    CronFigures.Report();
    return 0;
}

if (args is ["schedules"])
{
    ScheduleFigures.Report(folder);
    return 0;
}

if (args is ["stops", var stopping])
{
    StopFigures.Report(folder, stopping);
    return 0;
}

if (args is ["watch", var watching])
{
    WatchFigures.Report(folder, watching);
    return 0;
}

Floors.Report(folder);
DefinitionFigures.Report();
BacktestFigures.Report();
RegistrationFigures.Report(folder);
ContractFigures.Report();
CronFigures.Report();
ScheduleFigures.Report(folder);
StoreFigures.Report(folder, args.FirstOrDefault());
InstanceFigures.Report(folder);
RegistryFigures.Report(folder);
PlanFigures.Report(folder);
FlowFigures.Report(folder);
if (args is [var optaic])
{
    StopFigures.Report(folder, optaic);
    WatchFigures.Report(folder, optaic);
}

return 0;

int Number(int at, int otherwise) => at < args.Length ? int.Parse(args[at], CultureInfo.InvariantCulture) : otherwise;
