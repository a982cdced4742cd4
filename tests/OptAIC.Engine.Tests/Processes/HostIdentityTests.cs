using OptAIC.Engine.Processes;

namespace OptAIC.Engine.Tests.Processes;

public sealed class HostIdentityTests
{
    private static readonly HostIdentity s_here = new("m", "b", "4026531836", "alpha");

    public static TheoryData<string, string, string, string, string> Relations => new()
    {
        { "m", "b", "4026531836", "alpha", "Same" },
        { "m", "b", "4026531836", "renamed", "Same" },
        { "m", "b", "77", "alpha", "SameKernel" },
        { "m", "b2", "4026531836", "ALPHA", "EarlierBoot" },
        { "m", "b2", "4026531836", "clone", "Other" },
        { "m", "b2", "77", "alpha", "Other" },
        { "m2", "b", "4026531836", "alpha", "Other" },
    };

    [Fact]
    public void This_host_is_known_and_does_not_show_its_machine_id()
    {
        var host = HostIdentity.Current;
        Assert.Equal(32, host.Machine.Length);
        Assert.NotEmpty(host.Name);
        Assert.Equal(HostRelation.Same, host.RelationTo(HostIdentity.Current));
        if (!OperatingSystem.IsLinux())
            return;
        Assert.NotEmpty(host.Boot);
        Assert.NotEmpty(host.ProcessNamespace);
        Assert.DoesNotContain(File.Exists("/etc/machine-id") ? File.ReadAllText("/etc/machine-id").Trim() : "none", host.Id, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Relations))]
    public void What_is_known_of_another_host_follows_from_its_ids(string machine, string boot, string processNamespace, string name, string relation) =>
        Assert.Equal(relation, s_here.RelationTo(new HostIdentity(machine, boot, processNamespace, name)).ToString());

    [Fact]
    public void The_form_for_documents_is_read_back()
    {
        Assert.True(HostIdentity.TryParse(s_here.Id, s_here.Name, out var read));
        Assert.Equal(s_here, read);
        Assert.True(HostIdentity.TryParse("m::", "windows", out read));
        Assert.Equal(new HostIdentity("m", "", "", "windows"), read);
        Assert.False(HostIdentity.TryParse("", "x", out _));
        Assert.False(HostIdentity.TryParse("m:b", "x", out _));
        Assert.False(HostIdentity.TryParse(null, "x", out _));
    }
}
