using OptAIC.Errors;

namespace OptAIC.Core.Tests.Errors;

public sealed class OptExceptionTests
{
    [Fact]
    public void A_message_is_one_line_without_control_characters_whatever_it_quotes() =>
        Assert.Equal(@"no 'a\u000d\u000ab\u001b[31m'", new Quoting("a\r\nb\u001b[31m").Message);

    [Fact]
    public void Exit_codes_are_those_that_scripts_know()
    {
        (ExitCode Code, int Value)[] contract =
        [
            (ExitCode.Done, 0), (ExitCode.Failed, 1), (ExitCode.Usage, 2), (ExitCode.NotFound, 3),
            (ExitCode.Refused, 4), (ExitCode.Busy, 5), (ExitCode.Interrupted, 130),
        ];

        Assert.Equal(contract, Enum.GetValues<ExitCode>().Select(c => (c, (int)c)));
    }

    private sealed class Quoting(string text) : OptException("Quoting", ExitCode.Usage, $"no '{text}'");
}
