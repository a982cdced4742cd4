using System.Text;
using System.Xml.Linq;
using OptAIC.Engine.Ticks;
using OptAIC.Ticks;

namespace OptAIC.Engine.Tests.Ticks;

public sealed class TaskXmlTests
{
    private static readonly XNamespace Ns = TaskXml.Namespace;

    private static Tick Windows => ExampleTicks.Plain with { Program = @"C:\Program Files\OptAIC\optaic.exe", Root = @"D:\my data\", User = @"DESK\ann" };

    [Theory]
    [InlineData(TickLogon.Interactive, "InteractiveToken")]
    [InlineData(TickLogon.S4U, "S4U")]
    [InlineData(TickLogon.Password, "Password")]
    public void A_task_is_as_the_published_schema_says_in_its_order(TickLogon logon, string written)
    {
        var document = XDocument.Parse(TaskXml.Write(Windows with { Logon = logon }));

        Assert.Empty(TaskSchema.Check(document));
        Assert.Equal(written, document.Descendants(Ns + "LogonType").Single().Value);
        Assert.Equal(logon == TickLogon.S4U, document.Descendants(Ns + "Description").Single().Value.Contains("no access to the network", StringComparison.Ordinal));
    }

    [Fact]
    public void The_check_against_the_schema_sees_what_is_wrong()
    {
        var wrong = XDocument.Parse(TaskXml.Write(Windows)
            .Replace("IgnoreNew", "Ignore", StringComparison.Ordinal)
            .Replace("PT5M", "PT5S", StringComparison.Ordinal)
            .Replace("<Priority>6</Priority>", "<Priority>11</Priority>", StringComparison.Ordinal)
            .Replace("Context=\"Author\"", "Context=\"Other\"", StringComparison.Ordinal));
        var settings = wrong.Root!.Element(Ns + "Settings")!;
        settings.Remove();
        wrong.Root.AddFirst(settings);

        Assert.Equal(5, TaskSchema.Check(wrong).Count);
    }

    [Fact]
    public void A_tick_is_never_late_for_batteries_doubled_or_killed_by_a_limit_that_nobody_set()
    {
        var settings = XDocument.Parse(TaskXml.Write(Windows)).Root!.Element(Ns + "Settings")!;

        Assert.Equal(("false", "false", "true", "IgnoreNew", "PT0S", "6"), (Of("DisallowStartIfOnBatteries"), Of("StopIfGoingOnBatteries"), Of("StartWhenAvailable"), Of("MultipleInstancesPolicy"), Of("ExecutionTimeLimit"), Of("Priority")));
        Assert.Contains("<ExecutionTimeLimit>PT2H30M</ExecutionTimeLimit>", TaskXml.Write(Windows with { Limit = TimeSpan.FromMinutes(150) }), StringComparison.Ordinal);

        string Of(string name) => settings.Element(Ns + name)!.Value;
    }

    [Fact]
    public void A_file_is_UTF_16_with_its_mark_and_says_so()
    {
        var bytes = TaskXml.Bytes(TaskXml.Write(Windows));

        Assert.Equal([0xff, 0xfe], bytes[..2]);
        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"UTF-16\"?>", Encoding.Unicode.GetString(bytes[2..]), StringComparison.Ordinal);
        using var stream = new MemoryStream(bytes);
        Assert.Empty(TaskSchema.Check(XDocument.Load(stream)));
    }

    [Theory]
    [InlineData(@"D:\my data\", @"--root ""D:\my data\\"" schedule due")]
    [InlineData(@"D:\data", @"--root D:\data schedule due")]
    [InlineData(@"\\server\share\a ""b""", @"--root ""\\server\share\a \""b\"""" schedule due")]
    public void Arguments_are_quoted_as_Windows_reads_them_and_read_back(string root, string arguments)
    {
        var text = TaskXml.Write(Windows with { Root = root, Every = 1440, Limit = TimeSpan.FromHours(3) });

        Assert.Equal(arguments, XDocument.Parse(text).Descendants(Ns + "Arguments").Single().Value);
        Assert.Equal((new TickReading(Windows.Program, root, 1440, TimeSpan.FromHours(3)), true), TaskXml.Read(text));
    }

    [Fact]
    public void A_task_that_somebody_disabled_or_changed_is_seen_to_be()
    {
        var text = TaskXml.Write(Windows);

        Assert.False(TaskXml.Read(text.Replace("<Enabled>true</Enabled>", "<Enabled>false</Enabled>", StringComparison.Ordinal)).IsEnabled);
        Assert.Null(TaskXml.Read(text.Replace("schedule due", "doctor", StringComparison.Ordinal)).Reading);
        Assert.Null(TaskXml.Read("<Task").Reading);
    }

    [Fact]
    public void A_path_that_the_schema_has_no_room_for_is_refused() =>
        Assert.Throws<InvalidTickException>(() => TaskXml.Write(Windows with { Program = @"C:\" + new string('x', 258) }));
}
