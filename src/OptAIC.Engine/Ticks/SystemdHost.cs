using System.Text;
using OptAIC.Engine.Files;
using OptAIC.Engine.Processes;
using OptAIC.Ticks;

namespace OptAIC.Engine.Ticks;

/// <summary>The user's systemd: two files, and <c>systemctl --user</c> to have them heeded.</summary>
internal sealed class SystemdHost : TickHost
{
    private const string Hint = "see 'systemctl --user status'; --method cron registers with crontab instead";

    public override TickMethod Method => TickMethod.Systemd;

    public override TickFormat Format => TickFormat.Systemd;

    public override string Title => "systemd";

    public override string Program => "systemctl";

    // As sd_booted(3) has it.
    protected override bool IsUsual => OperatingSystem.IsLinux() && Directory.Exists("/run/systemd/system");

    private static string Folder => Path.Combine(UserFolder.Config, "systemd", "user");

    public override IReadOnlyList<string> Places(string name) => [Path.Combine(Folder, name + ".service"), Path.Combine(Folder, name + ".timer")];

    public override IReadOnlyList<OptTickFile> Files(Tick tick) =>
    [
        new() { Name = tick.Name + ".service", Text = SystemdUnits.Service(tick) },
        new() { Name = tick.Name + ".timer", Text = SystemdUnits.Timer(tick) },
    ];

    public override InstalledTick? Find(string name)
    {
        if (OperatingSystem.IsWindows() || Places(name).Select(DurableFile.TryReadShared).ToList() is not [var service, var timer] || (service ?? timer) is null)
        {
            return null;
        }

        // 'systemctl enable' makes this link; that a link has no target here is no matter of ours.
        var isEnabled = new FileInfo(Link(name)).LinkTarget is not null;
        return new InstalledTick(Method, Places(name)[1], SystemdUnits.Read(Encoding.UTF8.GetString(service ?? []), Encoding.UTF8.GetString(timer ?? [])), isEnabled);
    }

    public override void Install(Tick tick)
    {
        var isNew = Find(tick.Name) is null;
        Directory.CreateDirectory(Folder);
        foreach (var file in Files(tick))
        {
            DurableFile.Write(Path.Combine(Folder, file.Name), Encoding.UTF8.GetBytes(file.Text), Durability.Knowledge);
        }

        try
        {
            var timer = tick.Name + ".timer";
            Tell("daemon-reload");
            Tell("enable", timer);
            Tell("restart", timer);
        }
        catch (TickFailedException) when (isNew)
        {
            Delete(tick.Name);
            throw;
        }
    }

    public override void Remove(string name)
    {
        // Where systemd does not run there is nothing to end, and the link goes with the files.
        if (IsHere)
        {
            _ = SystemProgram.Run(Program, ["--user", "disable", "--now", name + ".timer"]);
        }

        Delete(name);
        if (IsHere)
        {
            _ = SystemProgram.Run(Program, ["--user", "daemon-reload"]);
        }
    }

    public override IEnumerable<string> Notes(Tick tick) =>
        File.Exists(Path.Combine("/var/lib/systemd/linger", Environment.UserName)) ? [] : base.Notes(tick);

    private static void Tell(params string[] words) =>
        SystemProgram.Run("systemctl", ["--user", .. words]).Check($"'systemctl --user {string.Join(' ', words)}' failed", Hint);

    private static string Link(string name) => Path.Combine(Folder, "timers.target.wants", name + ".timer");

    private void Delete(string name)
    {
        foreach (var path in Places(name).Append(Link(name)).Where(p => new FileInfo(p) is { Exists: true } or { LinkTarget: not null }))
        {
            File.Delete(path);
        }
    }
}
