using System.Text;
using OptAIC.Engine.Processes;
using OptAIC.Engine.Tests.Files;

namespace OptAIC.Engine.Tests.Processes;

public sealed class ProcessIdentityTests
{
    [Fact]
    public void This_process_is_alive_and_the_same_for_every_reader()
    {
        Assert.True(ProcessIdentity.Current.IsAlive);
        Assert.Equal(Environment.ProcessId, ProcessIdentity.Current.Pid);
        Assert.Equal(ProcessIdentity.Current, ProcessIdentity.Of(Environment.ProcessId));
    }

    [Fact]
    public void Another_process_with_the_same_id_is_another_process()
    {
        var reused = ProcessIdentity.Current with { StartTime = ProcessIdentity.Current.StartTime - 1 };
        Assert.False(reused.IsAlive);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void An_id_that_nobody_has_is_not_alive(int pid)
    {
        Assert.False(new ProcessIdentity(pid, 1).IsAlive);
        Assert.Null(ProcessIdentity.Of(pid));
    }

    [Fact]
    public void The_form_for_documents_is_read_back()
    {
        var identity = new ProcessIdentity(4711, 9_876_543_210);
        Assert.Equal("4711@9876543210", identity.ToString());
        Assert.True(ProcessIdentity.TryParse("4711@9876543210", out var read));
        Assert.Equal(identity, read);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("@")]
    [InlineData("12")]
    [InlineData("12@")]
    [InlineData("-1@2")]
    [InlineData("1@ 2")]
    [InlineData("1@2@3")]
    public void Anything_else_is_not(string? text) => Assert.False(ProcessIdentity.TryParse(text, out _));

    [Theory]
    [InlineData("sh")]
    [InlineData("a b")]
    [InlineData(") R 1 1 1 (")]
    [InlineData("x\ny")]
    [InlineData("((")]
    [InlineData("\u00e9")]
    public void A_command_name_may_hold_anything(string name)
    {
        var stat = Encoding.UTF8.GetBytes($"321 ({name}) S 1 320 319 0 -1 4194560 1 0 0 0 5 6 0 0 20 0 1 0 777 1 2 3 4\n");
        Assert.Equal(new ProcessFacts(321, 320, 319, 777, false), LinuxProcess.Parse(stat));
    }

    [Theory]
    [InlineData('S', 1, false)]
    [InlineData('T', 1, false)]
    [InlineData('Z', 1, true)]
    [InlineData('Z', 3, false)]
    [InlineData('X', 1, true)]
    public void A_zombie_is_dead_unless_other_threads_of_it_run(char state, int threads, bool isDead) =>
        Assert.Equal(isDead, LinuxProcess.Parse(Encoding.ASCII.GetBytes($"321 (sh) {state} 1 320 319 0 -1 0 1 0 0 0 5 6 0 0 20 0 {threads} 0 777 1 2 3"))?.IsDead);

    [Theory]
    [InlineData("")]
    [InlineData("321")]
    [InlineData("321 (sh")]
    [InlineData("321 (sh)")]
    [InlineData("321 (sh) S 1 320 319 0 -1")]
    [InlineData(") (")]
    public void A_cut_record_is_nothing(string stat) => Assert.Null(LinuxProcess.Parse(Encoding.ASCII.GetBytes(stat)));

    [UnixFact]
    public async Task A_zombie_is_not_alive_but_still_has_its_id()
    {
        using var child = TestHost.Shell("exit 0");
        await child.Exit;
        Assert.False(child.Identity.IsAlive);
        Assert.Equal(child.Identity, ProcessIdentity.Of(child.Pid));
    }
}
