using OptAIC.Engine.Tests.Workspaces;

namespace OptAIC.Engine.Tests.Registry;

/// <summary>What a session has read once is not read again, and yet never older than the registry.</summary>
public sealed class KnownInstancesTests : IDisposable
{
    private readonly TestWorkspace _test = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public void Changes_of_this_and_of_another_session_are_seen_at_once()
    {
        _test.CreatePrices();
        _test.With(here =>
        {
            Assert.Equal(["prices"], Names(here));
            here.Instances.Create(Copy("b"));
            Assert.Equal(["prices", "b"], Names(here));

            _test.With(there => there.Instances.Create(Copy("c")));
            Assert.Equal(["prices", "b", "c"], Names(here));
            here.Instances.Create(Copy("d"));
            Assert.Equal(["prices", "b", "c", "d"], Names(here));

            here.Instances.Remove("b");
            _test.With(there => there.Instances.Set("c", new() { Tags = ["changed"] }));
            Assert.Equal(["prices", "c", "d"], Names(here));
            Assert.Equal(["changed"], here.Instances.Get("c").Tags);
            return 0;
        });
    }

    [Fact]
    public void An_instance_that_was_made_here_is_known_as_the_registry_has_it()
    {
        _test.CreatePrices();
        _test.With(here =>
        {
            _ = here.Instances.List();
            here.Instances.Create(Copy("b"));
            Assert.Equal(_test.With(there => there.Instances.Get("b")).ToString(), here.Instances.Get("b").ToString());
            return 0;
        });
    }

    private static IEnumerable<string> Names(Workspace workspace) => workspace.Instances.List().Select(i => i.Name);

    private static Facade.InstanceRequest Copy(string name) => new() { Name = name, Definition = "builtin.expression", Config = ["expression=close * 2", "output=close"], Upstream = ["input=prices"] };
}
