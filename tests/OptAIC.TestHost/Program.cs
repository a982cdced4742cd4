using System.Globalization;
using System.Text;
using OptAIC.Engine.Files;
using OptAIC.Engine.Locks;
using OptAIC.Engine.Processes;
using OptAIC.Errors;
using OptAIC.Testing;

return args switch
{
    ["append", var path, var tag, var count] => Append(path, tag, Number(count)),
    ["fill", var folder] => Fill(folder),
    ["refuse", var folder] => Refuse(folder),
    ["hold", var guard] => Hold(guard),
    ["count", var guard, var counter, var count] => Count(guard, counter, Number(count)),
    ["lifeline", var ready, var lost] => Lifeline(ready, lost),
    ["parent", var ready, var lost] => Parent(ready, lost),
    ["die", var step, var root, .. var change] => DieAt(Number(step), root, () => WorkspaceChange.Make(root, change) ? 0 : 2),
    _ => 2,
};

// Ends this process as kill -9 does, right before its n-th step that writes below the root. Prints the steps.
static int DieAt(int step, string root, Func<int> change)
{
    var reached = 0;
    var gate = new Lock();
    WriteStep.Observer = (what, path) =>
    {
        // The plan of a stack writes into a workspace of its own, which nobody reads afterwards.
        if (!path.StartsWith(root, StringComparison.Ordinal))
        {
            return;
        }

        lock (gate)
        {
            reached++;
            Console.WriteLine($"{reached} {what} {Path.GetFileName(path)}");
            if (reached == step)
            {
                Console.Out.Flush();
                System.Diagnostics.Process.GetCurrentProcess().Kill();
                Thread.Sleep(Timeout.Infinite);
            }
        }
    };
    return change();
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

// Lines of very different lengths, each recognisable as whole by its last character.
static int Append(string path, string tag, int count)
{
    using var log = AppendLog.Open(path);
    for (var i = 0; i < count; i++)
        log.Append(Encoding.UTF8.GetBytes($"{tag} {i} {new string('x', i * 37 % 5000)}."), Durability.Knowledge);
    return 0;
}

// Prints how the disk became full, and what was left.
static int Fill(string folder)
{
    var document = Path.Combine(folder, "instance.json");
    DurableFile.Write(document, "old"u8, Durability.Truth);
    using var log = AppendLog.Open(Path.Combine(folder, "activity.jsonl"));
    log.Append("first"u8, Durability.Truth);
    Console.WriteLine(ErrorOf(() => DurableFile.Write(document, new byte[1 << 20], Durability.Truth)));
    Console.WriteLine(Encoding.UTF8.GetString(DurableFile.ReadShared(document)));
    Console.WriteLine(ErrorOf(() => log.Append(new byte[1 << 20], Durability.Truth)));
    File.Delete(document);
    log.Append("last"u8, Durability.Truth);
    Console.WriteLine(string.Join(' ', Directory.GetFileSystemEntries(folder).Select(Path.GetFileName)));
    var whole = new List<string>();
    AppendLogReader.Read(Path.Combine(folder, "activity.jsonl"), 0, line => whole.Add(line.Length < 10 ? Encoding.UTF8.GetString(line) : "torn"));
    Console.WriteLine(string.Join(' ', whole));
    return 0;
}

// Prints what writing, logging and locking say where nothing can be written.
static int Refuse(string folder)
{
    Console.WriteLine(ErrorOf(() => DurableFile.Write(Path.Combine(folder, "instance.json"), "x"u8, Durability.Truth)));
    Console.WriteLine(ErrorOf(() => AppendLog.Open(Path.Combine(folder, "activity.jsonl")).Dispose()));
    Console.WriteLine(ErrorOf(() => GuardFile.TryAcquire(Path.Combine(folder, ".guard"))?.Dispose()));
    return 0;
}

static string ErrorOf(Action action)
{
    try
    {
        action();
        return "none";
    }
    catch (OptException e)
    {
        return $"{e.ErrorId} {(int)e.ExitCode}";
    }
}

static int Hold(string path)
{
    using var guard = GuardFile.TryAcquire(path);
    Console.WriteLine(guard is null ? "busy" : "held");
    Console.In.ReadToEnd();
    return guard is null ? (int)ExitCode.Busy : 0;
}

// Reading, waiting and writing back loses counts unless nobody else does it at the same time.
static int Count(string path, string counter, int count)
{
    for (var i = 0; i < count; i++)
    {
        using var guard = GuardFile.TryAcquire(path, TimeSpan.FromMinutes(2));
        if (guard is null)
            return (int)ExitCode.Busy;
        var value = File.Exists(counter) ? Number(File.ReadAllText(counter)) : 0;
        Thread.Yield();
        File.WriteAllText(counter, (value + 1).ToString(CultureInfo.InvariantCulture));
    }

    return 0;
}

static int Lifeline(string ready, string lost)
{
    using var watcher = LifelineWatcher.OnStandardInput();
    DurableFile.Write(ready, Encoding.UTF8.GetBytes(ProcessIdentity.Current.ToString()), Durability.Knowledge);
    watcher.Lost.WaitHandle.WaitOne();
    DurableFile.Write(lost, "lost"u8, Durability.Knowledge);
    return 0;
}

static int Parent(string ready, string lost)
{
    using var child = ChildProcess.Start(new ChildSpec
    {
        Program = Environment.ProcessPath!,
        Arguments = ["lifeline", ready, lost],
        WorkingDirectory = Environment.CurrentDirectory,
        Environment = ChildSpec.CurrentEnvironment(),
    });
    Thread.Sleep(Timeout.Infinite);
    return 0;
}
