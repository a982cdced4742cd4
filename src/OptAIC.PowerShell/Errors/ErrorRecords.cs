using System.Collections.Frozen;
using System.Globalization;
using System.Management.Automation;
using OptAIC.Engine.Facade;
using OptAIC.Errors;
using OptAIC.Model;

namespace OptAIC.Commands;

/// <summary>Makes every error record of the module: id, category, target and the next step.</summary>
internal static class ErrorRecords
{
    // Where the exit code alone says too little.
    private static readonly FrozenDictionary<string, ErrorCategory> CategoryOfId = new Dictionary<string, ErrorCategory>
    {
        ["NameTaken"] = ErrorCategory.ResourceExists,
        ["DefinitionNameTaken"] = ErrorCategory.ResourceExists,
        ["DefinitionVersionExists"] = ErrorCategory.ResourceExists,
        ["LineageCycle"] = ErrorCategory.InvalidOperation,
        ["InvalidDocument"] = ErrorCategory.InvalidData,
        ["InvalidSpec"] = ErrorCategory.InvalidData,
        ["InvalidDefinition"] = ErrorCategory.InvalidData,
        ["InvalidCalendar"] = ErrorCategory.InvalidData,
        ["DefinitionChanged"] = ErrorCategory.InvalidData,
        ["MalformedCsv"] = ErrorCategory.InvalidData,
        ["NewerFormat"] = ErrorCategory.InvalidData,
        ["UnreadableDocument"] = ErrorCategory.InvalidData,
        ["FileUnreadable"] = ErrorCategory.ReadError,
        ["UpstreamNotReady"] = ErrorCategory.ResourceUnavailable,
        ["NotPublished"] = ErrorCategory.ResourceUnavailable,
        ["UnsupportedFlow"] = ErrorCategory.NotImplemented,
        ["RunnerNotFound"] = ErrorCategory.NotInstalled,
        ["SampleMissing"] = ErrorCategory.NotInstalled,
    }.ToFrozenDictionary();

    /// <summary>Whether an exception is one that users are meant to meet. All others are defects, and surface as they are.</summary>
    public static bool IsExpected(Exception exception) => exception is OptException or IOException or UnauthorizedAccessException;

    /// <summary>The record of an expected exception.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="target">The item that it is about.</param>
    public static ErrorRecord Of(Exception exception, object? target) => exception switch
    {
        OptException error => Make(error, error.ErrorId, CategoryOf(error), target, WithIssues(error), error.Hint),
        UnauthorizedAccessException => Make(exception, "AccessDenied", ErrorCategory.PermissionDenied, target, exception.Message),
        FileNotFoundException or DirectoryNotFoundException => Make(exception, "PathNotFound", ErrorCategory.ObjectNotFound, target, exception.Message),
        _ => Make(exception, "StorageFailed", ErrorCategory.ResourceUnavailable, target, exception.Message),
    };

    /// <summary>A path has no file system behind it.</summary>
    public static ErrorRecord PathNotFileSystem(string path, string provider) => Make(
        new ArgumentException($"'{path}' is a path of the provider {provider}, not of the file system"),
        "PathNotFileSystem",
        ErrorCategory.InvalidArgument,
        path);

    /// <summary>A cmdlet that only makes sense inside a run was called outside.</summary>
    public static ErrorRecord NotInRun(string cmdlet) => Make(
        new InvalidOperationException($"{cmdlet} works in scripts that a run has started, and this is none: the environment variable {RunContextFile.Variable} names no context file"),
        "NotInRun",
        ErrorCategory.InvalidOperation,
        cmdlet,
        hint: "make the script the command of a definition and start its flow; to try it by hand, set the variable to the context.json in the log folder of an earlier run");

    /// <summary>A context file cannot be read.</summary>
    public static ErrorRecord InvalidRunContext(Exception error) => Make(error, "InvalidRunContext", ErrorCategory.InvalidData, null, hint: "context files are written by runs, into their log folders");

    /// <summary>A metric has no finite value.</summary>
    public static ErrorRecord NotFinite(string name, double value) => Make(
        new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"the metric '{name}' is {value}, and only finite numbers are kept")),
        "MetricNotFinite",
        ErrorCategory.InvalidArgument,
        name,
        hint: "report $null when it is not defined");

    /// <summary>An artifact's folder leads out of the artifacts.</summary>
    public static ErrorRecord FolderOutside(string folder) => Make(
        new ArgumentException($"'{folder}' leads out of the folder of artifacts"), "FolderOutside", ErrorCategory.InvalidArgument, folder);

    /// <summary>A folder was given where a file is meant.</summary>
    public static ErrorRecord NotAFile(string path) => Make(
        new ArgumentException($"'{path}' is a folder; artifacts are files"), "NotAFile", ErrorCategory.InvalidArgument, path, hint: "give its files: a path may end with a wildcard");

    /// <summary>A row does not fit those before it.</summary>
    public static ErrorRecord ColumnMismatch(Exception mismatch, object row) => Make(
        mismatch, "ColumnMismatch", ErrorCategory.InvalidData, row, hint: "give every row the same properties, for example by Select-Object, or another -Name");

    /// <summary>A run did not end well.</summary>
    public static ErrorRecord RunFailed(OptRun run) => Make(
        new InvalidOperationException($"{run.Instance}.{SnakeCase.Of(run.Flow)} {SnakeCase.Of(run.Status)}: {run.Error ?? "no error was recorded"}"),
        "RunFailed",
        ErrorCategory.OperationStopped,
        run,
        hint: $"Receive-OptRun {run.Id:D} -Stderr shows its log");

    /// <summary>A step of a plan was not run, or failed before it had a run.</summary>
    public static ErrorRecord StepNotRun(OptPlanStep step)
    {
        var (id, category, hint) = step.Outcome switch
        {
            StepOutcome.Busy => ("FlowBusy", ErrorCategory.ResourceBusy, "use -Overlap Queue or Join to wait for it"),
            StepOutcome.NotRun => ("UpstreamNotReady", ErrorCategory.ResourceUnavailable, $"Test-OptFlow {step.Instance} -Explain shows why"),
            _ => ("FlowFailed", ErrorCategory.OperationStopped, null),
        };
        return Make(
            new InvalidOperationException($"{step.Instance}.{SnakeCase.Of(step.Flow)} was not run: {step.Message ?? "something upstream is not ready"}"),
            id,
            category,
            step,
            hint: hint);
    }

    /// <summary>Waiting has taken longer than allowed.</summary>
    public static ErrorRecord WaitTimedOut(OptRun run, TimeSpan timeout) => Make(
        new TimeoutException($"run {run.Id:D} of {run.Instance} has not ended within {timeout}"),
        "WaitTimedOut",
        ErrorCategory.OperationTimeout,
        run,
        hint: "it goes on; wait again, or end it with Stop-OptFlow");

    private static ErrorCategory CategoryOf(OptException error) =>
        CategoryOfId.TryGetValue(error.ErrorId, out var category) ? category : error.ExitCode switch
        {
            ExitCode.Usage => ErrorCategory.InvalidArgument,
            ExitCode.NotFound => ErrorCategory.ObjectNotFound,
            ExitCode.Refused => ErrorCategory.InvalidOperation,
            ExitCode.Busy => ErrorCategory.ResourceBusy,
            _ => ErrorCategory.OperationStopped,
        };

    // Where the position in a script is shown, PowerShell makes one paragraph of it all: hence the bullets.
    private static string WithIssues(OptException error) =>
        error.Issues.Count < 2 ? error.Message : string.Join("\n  • ", error.Issues.Select(i => i.ToString()).Prepend($"{error.Issues.Count} problems:"));

    private static ErrorRecord Make(Exception exception, string id, ErrorCategory category, object? target, string? message = null, string? hint = null) =>
        new(exception, id, category, target)
        {
            ErrorDetails = new ErrorDetails(CommandWords.InCmdlets(message ?? exception.Message)) { RecommendedAction = CommandWords.InCmdlets(hint ?? "") },
        };
}
