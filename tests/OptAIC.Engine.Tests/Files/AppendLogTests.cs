using System.Text;
using OptAIC.Engine.Files;
using OptAIC.Engine.Processes;
using OptAIC.Engine.Tests.Processes;

namespace OptAIC.Engine.Tests.Files;

public sealed class AppendLogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Log => _folder["activity.jsonl"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Lines_come_back_in_order()
    {
        string[] lines = ["{}", new('y', 3000), "z", new('w', 200_000), "ä漢"];
        using (var log = AppendLog.Open(Log))
        {
            foreach (var line in lines)
                log.Append(Encoding.UTF8.GetBytes(line), Durability.Truth);
        }

        Assert.Equal(lines, Read().Lines);
        Assert.Equal(string.Concat(lines.Select(line => line + "\n")), File.ReadAllText(Log));
    }

    [Fact]
    public void A_log_can_be_read_a_few_lines_at_a_time()
    {
        string[] lines = ["a", new('y', 100_000), "z", new('w', 200_000), "e"];
        File.WriteAllText(Log, string.Concat(lines.Select(line => line + "\n")) + "torn");
        var (read, offset, sizes) = (new List<string>(), 0L, new List<int>());
        for (var before = -1; before < read.Count; sizes.Add(read.Count - before))
        {
            before = read.Count;
            offset = AppendLogReader.Read(Log, offset, line => read.Add(Encoding.UTF8.GetString(line)), most: 2);
        }

        Assert.Equal(lines, read);
        Assert.Equal([2, 2, 1, 0], sizes);
        Assert.Equal(new FileInfo(Log).Length - "torn".Length, offset);
    }

    [Fact]
    public void A_missing_log_is_an_empty_one() => Assert.Equal(0, Read().Offset);

    [Fact]
    public void A_line_feed_within_a_line_is_refused()
    {
        using var log = AppendLog.Open(Log);
        Assert.Throws<ArgumentException>(() => log.Append("a\nb"u8, Durability.Knowledge));
        Assert.Empty(Read().Lines);
    }

    [Fact]
    public void A_torn_last_line_is_not_given_and_the_next_append_starts_a_fresh_line()
    {
        File.WriteAllText(Log, "one\n{\"tor");
        Assert.Equal(["one"], Read().Lines);
        using var log = AppendLog.Open(Log);
        log.Append("two"u8, Durability.Knowledge);
        log.Append("three"u8, Durability.Knowledge);
        Assert.Equal(["one", "{\"tor", "two", "three"], Read().Lines);
    }

    [Fact]
    public async Task A_log_is_torn_by_others_at_any_moment_and_no_line_is_lost()
    {
        // The other writer tears on purpose, so that appends land behind a torn piece between their look and their write.
        using var done = new CancellationTokenSource();
        var tearing = Task.Run(() =>
        {
            using var torn = AppendLog.OpenFile(Log);
            while (!done.IsCancellationRequested)
                Assert.Equal(1, OperatingSystem.IsWindows() ? WindowsFile.Write(torn, "~"u8) : UnixFile.Write(torn, "~"u8));
        });
        using (var log = AppendLog.Open(Log))
        {
            for (var i = 0; i < 3000; i++)
                log.Append(Encoding.UTF8.GetBytes($"line {i}"), Durability.Knowledge);
        }

        await done.CancelAsync();
        await tearing;
        Assert.Equal(Enumerable.Range(0, 3000).Select(i => $"line {i}"), Read().Lines.Where(line => line.StartsWith("line", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_log_is_followed_from_where_one_stopped()
    {
        using var log = AppendLog.Open(Log);
        log.Append("one"u8, Durability.Knowledge);
        var (_, offset) = Read();
        Assert.Empty(Read(offset).Lines);
        log.Append("two"u8, Durability.Knowledge);
        Assert.Equal(["two"], Read(offset).Lines);
    }

    [Fact]
    public async Task Several_processes_append_at_once_and_nothing_is_lost_or_torn()
    {
        const int processes = 4;
        const int each = 400;
        var children = Enumerable.Range(0, processes).Select(p => TestHost.Start("append", Log, $"p{p}", $"{each}")).ToArray();
        foreach (var child in children)
        {
            using (child)
                Assert.Equal(ExitStatus.Exited(0), await child.Exit);
        }

        var expected = Enumerable.Range(0, processes).SelectMany(p => Enumerable.Range(0, each).Select(i => $"p{p} {i} {new string('x', i * 37 % 5000)}."));
        Assert.Equal(expected.Order(StringComparer.Ordinal), Read().Lines.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Threads_share_one_log()
    {
        using (var log = AppendLog.Open(Log))
            Parallel.For(0, 1000, i => log.Append(Encoding.UTF8.GetBytes($"{i}"), Durability.Knowledge));
        Assert.Equal(Enumerable.Range(0, 1000), Read().Lines.Select(int.Parse).Order());
    }

    [UnixFact]
    public void A_link_in_the_place_of_a_log_is_refused()
    {
        File.WriteAllText(_folder["elsewhere"], "");
        File.CreateSymbolicLink(Log, _folder["elsewhere"]);
        Assert.Equal(StorageFault.NotAFile, Assert.Throws<StorageException>(() => AppendLog.Open(Log)).Fault);
    }

    private (List<string> Lines, long Offset) Read(long offset = 0)
    {
        var lines = new List<string>();
        offset = AppendLogReader.Read(Log, offset, line => lines.Add(Encoding.UTF8.GetString(line)));
        return (lines, offset);
    }
}
