using System.Text;
using OptAIC.Engine.Files;
using OptAIC.Engine.Processes;
using OptAIC.Ticks;

namespace OptAIC.Engine.Ticks;

/// <summary>The Windows Task Scheduler, by <c>schtasks</c>.</summary>
internal sealed class TaskSchedulerHost : TickHost
{
    private const string Hint = "see 'schtasks /Query'; --logon s4u wants to be asked for by an administrator";

    public override TickMethod Method => TickMethod.TaskScheduler;

    public override TickFormat Format => TickFormat.TaskXml;

    public override string Title => "the Task Scheduler";

    public override string Program => "schtasks";

    protected override bool IsUsual => OperatingSystem.IsWindows();

    public override IReadOnlyList<string> Places(string name) => [TaskXml.PathOf(name)];

    public override IReadOnlyList<OptTickFile> Files(Tick tick) => [new() { Name = tick.Name + ".xml", Text = TaskXml.Write(tick) }];

    public override InstalledTick? Find(string name)
    {
        if (!IsHere)
        {
            return null;
        }

        // Asked for no text for people, whose language is not known: there is one when there is a document.
        var answer = SystemProgram.Run(Program, ["/Query", "/TN", TaskXml.PathOf(name), "/XML", "ONE"]);
        if (!answer.Status.IsSuccess || (FromFile(name) ?? Decoded(Encoding.Latin1.GetBytes(answer.Output))) is not { } text || !text.Contains("<Task", StringComparison.Ordinal))
        {
            return null;
        }

        var (reading, isEnabled) = TaskXml.Read(text);
        return new InstalledTick(Method, Places(name)[0], reading, isEnabled);
    }

    public override void Install(Tick tick)
    {
        if (tick.Logon == TickLogon.Password)
        {
            throw new InvalidTickException("a task with a password is not registered by us, who would have to be told the password", "'optaic schedule export --logon password --out tick.xml', then 'schtasks /Create /XML tick.xml /TN NAME /RU USER /RP *'");
        }

        var file = Path.Combine(Path.GetTempPath(), $"{tick.Name}-{Guid.NewGuid():N}.xml");
        try
        {
            File.WriteAllBytes(file, TaskXml.Bytes(TaskXml.Write(tick)));
            SystemProgram.Run(Program, ["/Create", "/F", "/TN", TaskXml.PathOf(tick.Name), "/XML", file]).Check("the task was not registered", Hint);
        }
        finally
        {
            File.Delete(file);
        }
    }

    public override void Remove(string name) =>
        SystemProgram.Run(Program, ["/Delete", "/F", "/TN", TaskXml.PathOf(name)]).Check("the task was not removed", Hint);

    // What schtasks prints has lost the letters that the console's code page does not have; the file of the task has them all.
    private static string? FromFile(string name)
    {
        try
        {
            var file = Path.Combine(Environment.SystemDirectory, "Tasks" + TaskXml.PathOf(name));
            return Environment.SystemDirectory.Length > 0 && DurableFile.TryReadShared(file) is { } bytes ? Decoded(bytes) : null;
        }
        catch (StorageException)
        {
            return null;
        }
    }

    // Without the declaration, which names the encoding that the text had before it was decoded.
    private static string Decoded(byte[] bytes)
    {
        using var reader = new StreamReader(new MemoryStream(bytes), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        var text = reader.ReadToEnd().TrimStart();
        return text.StartsWith("<?xml", StringComparison.Ordinal) && text.IndexOf("?>", StringComparison.Ordinal) is > 0 and var end ? text[(end + 2)..].TrimStart() : text;
    }
}
