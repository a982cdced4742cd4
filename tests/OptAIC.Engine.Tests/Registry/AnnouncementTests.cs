using OptAIC.Engine.Registry;
using OptAIC.Engine.Tests.Workspaces;
using OptAIC.Engine.Workspaces;

namespace OptAIC.Engine.Tests.Registry;

public sealed class AnnouncementTests : IDisposable
{
    private readonly TestWorkspace _test = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public void Of_two_that_want_one_name_in_the_same_microsecond_one_gets_it()
    {
        using var context = WorkspaceContext.Open(_test.Options);
        var first = Guid.CreateVersion7();
        context.Registry.Announce(Creation(first));
        Assert.Throws<NameTakenException>(() => context.Registry.Announce(Creation(Guid.CreateVersion7())));
        context.Registry.Announce(Creation(first));
    }

    private static ChangeIntent Creation(Guid instance) => new("oi_prices_20260102030405000000", instance, "prices", WorkspaceContext.Owner, DateTimeOffset.UtcNow);
}
