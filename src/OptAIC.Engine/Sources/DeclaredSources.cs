using System.Security.Cryptography;
using System.Text;
using OptAIC.Engine.Documents;

namespace OptAIC.Engine.Sources;

/// <summary>What a flow reads from outside (files and patterns, URLs, queries): fingerprinted, and compared with what a run read.</summary>
internal static class DeclaredSources
{
    /// <summary>The sources as they are; a file that is not there is left out.</summary>
    /// <param name="declared">What the flow declares.</param>
    /// <param name="answers">Asks servers.</param>
    /// <param name="cancellation">Stops it.</param>
    public static SourceFingerprint Fingerprint(IReadOnlyList<string> declared, SourceAnswers answers, CancellationToken cancellation)
    {
        var files = SourceFiles.Describe([.. SourceFiles.Resolve(declared.Where(IsFile)).Where(File.Exists)], cancellation);
        var queries = declared.Select(QuerySource.Parse).OfType<QuerySource>().Where(q => File.Exists(q.Database)).Select(q => q.Describe(cancellation));
        var urls = declared.Where(WebSource.IsUrl).Select(u => new SourceFile(u, 0, 0, answers.AskNow(u, cancellation).Version ?? ""));
        return Fingerprint([.. files, .. queries, .. urls]);
    }

    /// <summary>How the sources differ from what a run read, down to the file; <c>null</c> when they do not.</summary>
    /// <param name="declared">What the flow declares.</param>
    /// <param name="read">What the run read.</param>
    /// <param name="answers">What servers said last.</param>
    public static string? Change(IReadOnlyList<string> declared, SourceFingerprint? read, Func<string, SourceAnswer?> answers)
    {
        if (declared.Count == 0)
        {
            return null;
        }

        IReadOnlyList<SourceFile> before = read?.Files ?? [];
        foreach (var other in declared.Where(d => !IsFile(d)))
        {
            var then = before.FirstOrDefault(f => f.Path == other);
            if ((QuerySource.Parse(other) is { } query ? query.Change(then) : WebSource.Change(other, then, answers(other))) is { } change)
            {
                return change;
            }
        }

        return SourceFiles.Change([.. declared.Where(IsFile)], before.Where(f => IsFile(f.Path)));
    }

    /// <summary>Whether a server has to be asked.</summary>
    public static bool HasUrl(IReadOnlyList<string> declared) => declared.Count > 0 && declared.Any(WebSource.IsUrl);

    private static bool IsFile(string declared) => !WebSource.IsUrl(declared) && QuerySource.Parse(declared) is null;

    private static SourceFingerprint Fingerprint(IReadOnlyList<SourceFile> files) =>
        new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', files.Select(f => $"{f.Sha256} {Path.GetFileName(f.Path)}"))))), files);
}
