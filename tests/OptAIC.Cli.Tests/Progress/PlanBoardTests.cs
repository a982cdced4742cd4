using OptAIC.Cli.Output;
using OptAIC.Cli.Progress;
using OptAIC.Cli.Tests.Harness;
using OptAIC.Engine.Facade;
using OptAIC.Planning;

namespace OptAIC.Cli.Tests.Progress;

public sealed class PlanBoardTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void Each_flow_of_a_plan_has_a_line_with_state_time_and_what_it_is_doing()
    {
        var (a, b, c) = (Flows.Step("prices"), Flows.Step("momentum"), Flows.Step("done", PlanAction.Skip));
        var board = new PlanBoard();
        board.Apply(new() { Kind = PlanProgressKind.Planned, Plan = [a, b, c] }, default);
        board.Apply(new() { Kind = PlanProgressKind.Started, Step = a }, Second);
        board.Apply(new() { Kind = PlanProgressKind.Progress, Step = a, Percent = 40, Text = "reading" }, Second);

        Assert.Equal(["⠋ prices.refresh    running       2.0 s   40 % reading", "· momentum.refresh  waiting"], Lines(board, 3 * Second, 80, 24));

        board.Apply(new() { Kind = PlanProgressKind.Ended, Step = a with { Outcome = StepOutcome.Completed, Duration = 2.5 * Second } }, 4 * Second);
        board.Apply(new() { Kind = PlanProgressKind.Ended, Step = b with { Outcome = StepOutcome.Failed, Duration = 0.5 * Second, Message = "bad number" } }, 4 * Second);

        Assert.Equal(["✓ prices.refresh    completed     2.5 s", "✗ momentum.refresh  failed        0.5 s  bad number"], Lines(board, 5 * Second, 80, 24));
    }

    [Fact]
    public void No_line_is_wider_than_the_terminal()
    {
        var board = new PlanBoard();
        board.Apply(new() { Kind = PlanProgressKind.Ended, Step = Flows.Step("prices") with { Outcome = StepOutcome.Failed, Message = new string('x', 300) } }, Second);

        Assert.All(Lines(board, Second, 60, 24), line => Assert.True(line.Length < 60, line));
    }

    [Fact]
    public void On_a_low_terminal_what_is_under_way_is_shown_and_the_rest_is_counted()
    {
        var steps = Enumerable.Range(1, 100).Select(n => Flows.Step($"flow{n}")).ToList();
        var board = new PlanBoard();
        board.Apply(new() { Kind = PlanProgressKind.Planned, Plan = steps }, default);
        board.Apply(new() { Kind = PlanProgressKind.Started, Step = steps[49] }, default);
        board.Apply(new() { Kind = PlanProgressKind.Ended, Step = steps[0] with { Outcome = StepOutcome.Completed } }, default);

        var lines = Lines(board, Second, 80, 24);

        Assert.Equal(2, lines.Count);
        Assert.Contains("flow50.refresh", lines[0], StringComparison.Ordinal);
        Assert.Equal("  1 of 100 ended, 98 waiting", lines[1]);
    }

    private static IReadOnlyList<string> Lines(PlanBoard board, TimeSpan now, int columns, int rows) =>
        board.Lines(new Screen(TextWriter.Null, colour: false, () => (columns, rows)), now, all: false);
}
