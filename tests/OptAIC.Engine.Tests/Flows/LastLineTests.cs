using System.Collections.Concurrent;
using System.Text;
using OptAIC.Engine.Flows.Commands;

namespace OptAIC.Engine.Tests.Flows;

public sealed class LastLineTests
{
    [Fact]
    public async Task Of_a_burst_the_first_and_the_last_line_are_told_and_none_that_is_meant_for_OptAIC()
    {
        var told = new ConcurrentQueue<string>();
        using var last = new LastLine(told.Enqueue);

        last.Take(Encoding.UTF8.GetBytes("one\ntwo\noptaic::progress 10\n\n"));
        for (var n = 3; n <= 100; n++)
        {
            last.Take(Encoding.UTF8.GetBytes($"line {n}\r"));
        }

        last.Take("optaic::metric name=a value=1"u8);
        for (var tries = 0; told.Count < 2 && tries < 500; tries++)
        {
            await Task.Delay(10);
        }

        Assert.Equal(["two", "line 100"], told);
    }

    [Fact]
    public async Task Nothing_is_told_after_the_end()
    {
        var told = new ConcurrentQueue<string>();
        var last = new LastLine(told.Enqueue);
        last.Take("one"u8);
        last.Take("two"u8);

        last.Dispose();
        last.Take("three"u8);
        await Task.Delay(300);

        Assert.Equal(["one"], told);
    }
}
