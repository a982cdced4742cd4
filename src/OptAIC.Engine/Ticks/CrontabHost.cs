using System.Text;
using OptAIC.Engine.Processes;
using OptAIC.Ticks;

namespace OptAIC.Engine.Ticks;

/// <summary>The user's crontab: one line of it, told by its comment. All other lines stay byte for byte.</summary>
internal sealed class CrontabHost : TickHost
{
    private const string Hint = "see 'crontab -l'; 'optaic schedule export --format cron' gives the line";

    public override TickMethod Method => TickMethod.Cron;

    public override TickFormat Format => TickFormat.Cron;

    public override string Title => "cron";

    public override string Program => "crontab";

    protected override bool IsUsual => !OperatingSystem.IsWindows();

    public override IReadOnlyList<string> Places(string name) => [$"crontab of {Environment.UserName}"];

    public override IReadOnlyList<OptTickFile> Files(Tick tick) => [new() { Name = tick.Name + ".cron", Text = CrontabLine.Write(tick) + "\n" }];

    public override InstalledTick? Find(string name) => IsHere && Lines().FirstOrDefault(line => CrontabLine.IsOf(line, name)) is { } line
        ? new InstalledTick(Method, Places(name)[0], CrontabLine.Read(Decoded(line)), IsEnabled: true)
        : null;

    // A line that is replaced keeps its place.
    public override void Install(Tick tick)
    {
        var line = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(CrontabLine.Write(tick)));
        var lines = Lines();
        var at = lines.FindIndex(l => CrontabLine.IsOf(l, tick.Name));
        lines.RemoveAll(l => CrontabLine.IsOf(l, tick.Name));
        lines.Insert(at < 0 ? lines.Count : at, line);
        Write(lines);
    }

    public override void Remove(string name)
    {
        var lines = Lines();
        lines.RemoveAll(line => CrontabLine.IsOf(line, name));
        Write(lines);
    }

    private static string Decoded(string line) => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(line));

    private List<string> Lines()
    {
        var answer = SystemProgram.Run(Program, ["-l"]);
        if (!answer.Status.IsSuccess && (answer.Error.Contains("no crontab", StringComparison.OrdinalIgnoreCase) || answer.Error.Contains("No such file", StringComparison.OrdinalIgnoreCase)))
        {
            return [];
        }

        answer.Check("the crontab cannot be read", Hint);
        return answer.Output.Length == 0 ? [] : [.. (answer.Output.EndsWith('\n') ? answer.Output[..^1] : answer.Output).Split('\n')];
    }

    private void Write(List<string> lines) =>
        SystemProgram.Run(Program, ["-"], string.Concat(lines.Select(line => line + "\n"))).Check("the crontab was not taken", Hint);
}
