using OptAIC.Cli.Output;
using OptAIC.Cli.Progress;
using OptAIC.Cli.Tests.Harness;
using OptAIC.Engine.Facade;
using OptAIC.Planning;

namespace OptAIC.Cli.Tests.Progress;

public sealed class LineProgressTests
{
    [Fact]
    public void A_plan_is_told_in_plain_lines()
    {
        var (a, b) = (Flows.Step("prices"), Flows.Step("momentum", PlanAction.Skip));
        var lines = Tell(
            verbose: false,
            new() { Kind = PlanProgressKind.Planned, Plan = [a, b] },
            new() { Kind = PlanProgressKind.Started, Step = a },
            new() { Kind = PlanProgressKind.Progress, Step = a, Percent = 40, Text = "reading" },
            new() { Kind = PlanProgressKind.Ended, Step = a with { Outcome = StepOutcome.Completed, Duration = TimeSpan.FromSeconds(0.8) } },
            new() { Kind = PlanProgressKind.Ended, Step = b with { Outcome = StepOutcome.Skipped } },
            new() { Kind = PlanProgressKind.Finished, Plan = [a, b] });

        Assert.Equal(["plan: 1 to run, 1 to skip", "started prices.refresh", "completed prices.refresh 0.8 s"], lines);
    }

    [Fact]
    public void A_failure_is_told_with_its_cause_in_the_same_line()
    {
        var failed = Flows.Step("prices") with { Outcome = StepOutcome.Failed, Duration = TimeSpan.FromSeconds(2), Message = "line 7:\nbad number" };

        Assert.Equal(["failed prices.refresh 2.0 s: line 7: bad number"], Tell(verbose: false, new PlanProgress { Kind = PlanProgressKind.Ended, Step = failed }));
    }

    [Fact]
    public void How_far_a_run_is_and_what_is_skipped_is_told_to_those_who_ask()
    {
        var step = Flows.Step("prices");
        var lines = Tell(
            verbose: true,
            new() { Kind = PlanProgressKind.Progress, Step = step, Percent = 40, Text = "reading" },
            new() { Kind = PlanProgressKind.Progress, Step = step, Text = "writing" },
            new() { Kind = PlanProgressKind.Ended, Step = step with { Outcome = StepOutcome.Skipped, Message = "already ready" } });

        Assert.Equal(["at 40 % prices.refresh reading", "at prices.refresh writing", "skipped prices.refresh: already ready"], lines);
    }

    [Fact]
    public void What_a_run_says_is_told_with_its_name() =>
        Assert.Equal(["prices.refresh | 12 rows"], Tell(verbose: false, new PlanProgress { Kind = PlanProgressKind.Log, Step = Flows.Step("prices"), Text = "12 \e[1mrows\e[0m" }));

    private static string[] Tell(bool verbose, params PlanProgress[] news)
    {
        var text = new StringWriter { NewLine = "\n" };
        var progress = new LineProgress(new Screen(text, colour: false), verbose);
        foreach (var one in news)
        {
            progress.Report(one);
        }

        return text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
