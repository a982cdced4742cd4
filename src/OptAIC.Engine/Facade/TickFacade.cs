using System.Globalization;
using System.Text;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Files;
using OptAIC.Engine.Locks;
using OptAIC.Engine.Runner;
using OptAIC.Engine.Ticks;
using OptAIC.Engine.Workspaces;
using OptAIC.Errors;
using OptAIC.Model;
using OptAIC.Ticks;

namespace OptAIC.Engine.Facade;

/// <summary>The operating system's tick: written down, registered and taken back.</summary>
public sealed class TickFacade
{
    private const int LongestName = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly WorkspaceContext _workspace;

    internal TickFacade(WorkspaceContext workspace) => _workspace = workspace;

    /// <summary>The form that this system has, when none is asked for.</summary>
    public static TickFormat DefaultFormat =>
        OperatingSystem.IsWindows() ? TickFormat.TaskXml : OperatingSystem.IsLinux() ? TickFormat.Systemd : TickFormat.Cron;

    /// <summary>Writes a tick down, for the form that an operating system has for it.</summary>
    /// <exception cref="InvalidTickException">It cannot be written down so.</exception>
    public OptTickExport Export(TickFormat format, TickRequest request)
    {
        var tick = Plan(request);
        return new OptTickExport
        {
            Name = tick.Name,
            Format = format,
            Files = TickHost.All.Single(h => h.Format == format).Files(tick),
            Notes = [.. TickNotes.Of(tick, format)],
        };
    }

    /// <summary>Saves what was written down: one text as the file, several in the folder.</summary>
    /// <returns>The same with the paths.</returns>
    /// <exception cref="StorageException">There is no such folder, or it cannot be written to.</exception>
    public static OptTickExport Save(OptTickExport export, string path)
    {
        path = Path.GetFullPath(path);
        var isFolder = export.Files.Count > 1 || Directory.Exists(path);
        var folder = isFolder ? path : Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder))
        {
            throw StorageException.From("write", path, new DirectoryNotFoundException($"there is no folder '{folder}'"));
        }

        return export with { Files = [.. export.Files.Select(file => Save(file, export.Format, isFolder ? Path.Combine(folder, file.Name) : path))] };
    }

    /// <summary>Registers the tick of this workspace, in place of one that is registered, with whatever.</summary>
    /// <param name="request">How it is to tick.</param>
    /// <param name="method">With what; with what this system goes by when left out.</param>
    /// <param name="whatIf">Only say what would be done, with the texts.</param>
    /// <exception cref="InvalidTickException">It cannot be written down so.</exception>
    /// <exception cref="TickFailedException">The system refused, or has nothing for it.</exception>
    public OptTick Register(TickRequest request, TickMethod? method = null, bool whatIf = false)
    {
        var (tick, host) = (Plan(request), TickHost.Choose(method));
        using var guard = whatIf ? null : Guard();
        var present = Present();
        var result = new OptTick
        {
            Name = tick.Name,
            Root = tick.Root,
            Method = host.Method,
            Every = tick.Every,
            Program = tick.Program,
            Outcome = present.Count > 0 ? TickOutcome.Replaced : TickOutcome.Registered,
            Place = host.Places(tick.Name),
            Files = host.Files(tick),
            Notes = [.. host.Notes(tick)],
        };
        if (whatIf)
        {
            return result;
        }

        // Put down first: what a kill leaves is then missed by doctor, and not forgotten.
        var wasRegistered = File.Exists(_workspace.Paths.Tick);
        DocumentFile.Write(_workspace.Paths.Tick, Document(tick, host.Method), DocumentJson.Default.TickDocument, Durability.Truth);
        try
        {
            host.Install(tick);
        }
        catch (OptException) when (!wasRegistered)
        {
            File.Delete(_workspace.Paths.Tick);
            throw;
        }

        foreach (var other in present.Where(p => p.Method != host.Method))
        {
            TickHost.All.Single(h => h.Method == other.Method).Remove(tick.Name);
        }

        _workspace.Activity.Append("tick.registered", _workspace.Paths.Root, ("name", tick.Name), ("method", SnakeCase.Of(host.Method)), ("every", tick.Every.ToString(CultureInfo.InvariantCulture)));
        return result;
    }

    /// <summary>Takes the tick of this workspace back, wherever it is registered. That there is none is no error.</summary>
    /// <param name="whatIf">Only say what would be done.</param>
    /// <exception cref="TickFailedException">The system refused.</exception>
    public OptTick Unregister(bool whatIf = false)
    {
        using var guard = whatIf ? null : Guard();
        var present = Present();
        if (!whatIf)
        {
            foreach (var tick in present)
            {
                TickHost.All.Single(h => h.Method == tick.Method).Remove(Name);
            }

            File.Delete(_workspace.Paths.Tick);
            if (present.Count > 0)
            {
                _workspace.Activity.Append("tick.unregistered", _workspace.Paths.Root, ("name", Name));
            }
        }

        return new OptTick
        {
            Name = Name,
            Root = _workspace.Paths.Root,
            Method = present.Count > 0 ? present[0].Method : null,
            Every = present.Count > 0 ? present[0].Reading?.Every : null,
            Program = present.Count > 0 ? present[0].Reading?.Program : null,
            Outcome = present.Count > 0 ? TickOutcome.Unregistered : TickOutcome.Absent,
            Place = [.. present.SelectMany(p => TickHost.All.Single(h => h.Method == p.Method).Places(Name))],
        };
    }

    private string Name => TickName.Of(_workspace.Document.Id);

    private List<InstalledTick> Present() => [.. TickHost.All.Select(h => h.Find(Name)).OfType<InstalledTick>()];

    private static OptTickFile Save(OptTickFile file, TickFormat format, string path)
    {
        DurableFile.Write(path, format == TickFormat.TaskXml ? TaskXml.Bytes(file.Text) : Encoding.UTF8.GetBytes(file.Text), Durability.Knowledge);
        return file with { Path = path };
    }

    // Of the user, not of the workspace: crontabs are read, changed and written back whole.
    private static GuardFile Guard()
    {
        var folder = Directory.CreateDirectory(Path.Combine(UserFolder.Config, "optaic")).FullName;
        return GuardFile.TryAcquire(Path.Combine(folder, ".tick.guard"), Patience)
            ?? throw new TickFailedException("another process is registering a tick", "try again when it is done");
    }

    private TickDocument Document(Tick tick, TickMethod method) => new()
    {
        Name = tick.Name,
        Method = method,
        Every = tick.Every,
        Machine = Environment.MachineName,
        RegisteredAt = _workspace.Time.GetUtcNow(),
    };

    private Tick Plan(TickRequest request)
    {
        var program = RunnerProgram.Find(_workspace.Runner);
        foreach (var text in new[] { program, _workspace.Paths.Root, request.User ?? "" })
        {
            if (text.Any(char.IsControl))
            {
                throw new InvalidTickException($"'{text.ReplaceLineEndings("\\n")}' has characters that no system takes in such a place", "use a path without them");
            }
        }

        var name = request.Name ?? Name;
        if (name.Length is 0 or > LongestName || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-') || name[0] == '.')
        {
            throw new InvalidTickException($"'{name}' is no name for a tick", $"letters, digits, '.', '_' and '-', at most {LongestName}");
        }

        return new Tick
        {
            Name = name,
            Program = program,
            Root = _workspace.Paths.Root,
            Every = TickInterval.Check(request.Every),
            Limit = ScheduledWork.Of(_workspace).Limit,
            Logon = request.Logon,
            User = request.User ?? (OperatingSystem.IsWindows() ? $@"{Environment.UserDomainName}\{Environment.UserName}" : null),
            IsSystemWide = request.SystemWide,
            Start = DateOnly.FromDateTime(_workspace.Document.CreatedAt.UtcDateTime),
        };
    }
}
