using OptAIC.Cli.Execution;
using OptAIC.Engine.Runner;

// The runner is started for every plan, so it takes the shortest way: no commands are built, nothing is parsed.
if (args is ["runner", ..])
{
    return RunnerHost.RunAsync(Console.OpenStandardInput(), Console.OpenStandardOutput()).GetAwaiter().GetResult();
}

return (int)Application.Run(args);
