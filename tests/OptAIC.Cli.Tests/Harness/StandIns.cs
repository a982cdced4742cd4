namespace OptAIC.Cli.Tests.Harness;

/// <summary>
/// Programs of operating systems that ticks are registered with, as small scripts that keep what they are given in a folder: <c>crontab</c>,
/// <c>systemctl</c> and <c>schtasks</c>. They alone are on the PATH that is given to <c>optaic</c>, before what a shell needs.
/// </summary>
internal sealed class StandIns
{
    private const string Crontab = """
        case "$1" in
          -l) [ -f "$kept/crontab" ] || { echo "no crontab for tester" >&2; exit 1; }; cat "$kept/crontab" ;;
          -) [ ! -f "$kept/slow" ] || sleep 0.2
             [ ! -f "$kept/refuse" ] || { echo '"-":1: bad minute' >&2; exit 1; }; cat > "$kept/crontab.new"; mv "$kept/crontab.new" "$kept/crontab" ;;
          *) exit 2 ;;
        esac
        """;

    private const string Systemctl = """
        echo "$*" >> "$kept/systemctl"
        [ ! -f "$kept/refuse" ] || { echo 'Failed to connect to bus: No medium found' >&2; exit 1; }
        units="$XDG_CONFIG_HOME/systemd/user"
        case "$2" in
          enable) mkdir -p "$units/timers.target.wants"; ln -sf "$units/$3" "$units/timers.target.wants/$3" ;;
          disable) rm -f "$units/timers.target.wants/$4" ;;
          restart) [ -f "$units/$3" ] ;;
        esac
        """;

    private const string Schtasks = """
        case "$1" in
          /Create) [ "$2 $3 $5" = '/F /TN /XML' ] && cp "$6" "$kept/task_TN$(echo "$4" | tr -c 'A-Za-z0-9-' _)" ;;
          /Query) cat "$kept/task_TN$(echo "$3" | tr -c 'A-Za-z0-9-' _)" ;;
          /Delete) rm "$kept/task_TN$(echo "$4" | tr -c 'A-Za-z0-9-' _)" ;;
        esac
        """;

    private readonly string _folder;

    /// <summary>Makes the named ones in a folder.</summary>
    public StandIns(TemporaryRoot root, params string[] programs)
    {
        _folder = Directory.CreateDirectory(Path.Combine(root.Path, "stand-ins")).FullName;
        Directory.CreateDirectory(Path.Combine(_folder, "bin"));
        foreach (var program in programs)
        {
            var script = program switch { "crontab" => Crontab, "systemctl" => Systemctl, _ => Schtasks };
            var path = Path.Combine(_folder, "bin", program);
            File.WriteAllText(path, $"#!/bin/sh\nPATH=/usr/bin:/bin\nkept='{_folder}'\n{script}\n");
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }
    }

    /// <summary>The folder of the user's settings.</summary>
    public string Config => Path.Combine(_folder, "config");

    /// <summary>The user's units.</summary>
    public string Units => Path.Combine(Config, "systemd", "user");

    /// <summary>What was kept under a name; <c>null</c> when nothing was.</summary>
    public string? this[string kept]
    {
        get => File.Exists(Path.Combine(_folder, kept)) ? File.ReadAllText(Path.Combine(_folder, kept)) : null;
        set => File.WriteAllText(Path.Combine(_folder, kept), value);
    }

    /// <summary>Files of tasks that were kept.</summary>
    public string[] Tasks => Directory.GetFiles(_folder, "task_*");

    /// <summary>A program whose system has these, and no others.</summary>
    public Optaic For(string root) => new(root) { Variables = { ["PATH"] = Path.Combine(_folder, "bin"), ["XDG_CONFIG_HOME"] = Config } };
}
