using OptAIC.Engine.OpenLineage;

namespace OptAIC.Engine.Tests.OpenLineage;

public sealed class OutboxTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("optaic-outbox-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_end_of_a_run_that_several_tell_at_once_is_taken_once()
    {
        var outbox = new Outbox(_folder);
        for (var n = 0; n < 50; n++)
        {
            var run = Guid.CreateVersion7();
            outbox.Begin(run, Path.Combine(_folder, "record.json"), "{\"start\":1}"u8.ToArray());
            Parallel.For(0, 8, _ => outbox.End(run, "{\"end\":1}"u8.ToArray()));
        }

        Assert.Equal(100, outbox.Read(1000).Count);
        Assert.Empty(outbox.Unended());
    }
}
