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
        Assert.Equal("  1 of 100 ended, 1 running, 98 waiting", lines[1]);
    }

    [Fact]
    public void Flows_stand_below_what_they_wait_for()
    {
        var plan = new[] { Flows.Step("prices"), After("momentum", "prices"), After("min_var", "prices"), After("bt", "momentum", "min_var"), Flows.Step("other") };
        var board = new PlanBoard();
        board.Apply(new() { Kind = PlanProgressKind.Planned, Plan = plan }, default);

        Assert.Equal(
            [
                "· prices.refresh       waiting",
                "· ├─ momentum.refresh  waiting",
                "· └─ min_var.refresh   waiting",
                "·    └─ bt.refresh     waiting",
                "· other.refresh        waiting",
            ],
            Lines(board, Second, 80, 24));
    }

    [Fact]
    public void A_chain_of_any_length_stays_within_the_terminal()
    {
        var plan = Enumerable.Range(1, 50).Select(n => After($"a_flow_with_quite_a_long_name_{n}", $"a_flow_with_quite_a_long_name_{n - 1}")).ToList();
        var board = new PlanBoard();
        board.Apply(new() { Kind = PlanProgressKind.Planned, Plan = plan }, default);
        board.Apply(new() { Kind = PlanProgressKind.Started, Step = plan[40] }, default);
        board.Apply(new() { Kind = PlanProgressKind.Progress, Step = plan[40], Text = new string('x', 100) }, default);

        Assert.All(Lines(board, Second, 50, 100), line => Assert.True(line.Length < 50, line));
    }

    [Fact]
    public void What_runs_since_before_the_board_was_made_shows_its_whole_time()
    {
        var board = new PlanBoard();
        board.Apply(new() { Kind = PlanProgressKind.Started, Step = Flows.Step("prices") }, -59 * Second);

        Assert.Contains("1 min 00 s", Assert.Single(Lines(board, Second, 80, 24)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_program_says_cannot_break_the_picture()
    {
        var board = new PlanBoard();
        board.Apply(new() { Kind = PlanProgressKind.Started, Step = Flows.Step("prices") }, default);
        board.Apply(new() { Kind = PlanProgressKind.Progress, Step = Flows.Step("prices"), Text = "\e[2J\e[31mred\e[0m\tand\r\n\e]0;title\aend" }, default);

        Assert.EndsWith("red and  end", Assert.Single(Lines(board, Second, 80, 24)), StringComparison.Ordinal);
    }

    private static OptPlanStep After(string instance, params string[] before) => Flows.Step(instance) with { After = [.. before.Select(b => $"{b}.refresh")] };

    private static IReadOnlyList<string> Lines(PlanBoard board, TimeSpan now, int columns, int rows) =>
        board.Lines(new Screen(TextWriter.Null, colour: false, () => (columns, rows)), now, all: false);
}
