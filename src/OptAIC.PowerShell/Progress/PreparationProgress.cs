using System.Management.Automation;

namespace OptAIC.Commands;

/// <summary>Shows what is being prepared, in words, while that takes its time.</summary>
internal static class PreparationProgress
{
    /// <summary>Does the work and shows its words as a bar, and as verbose messages.</summary>
    /// <param name="cmdlet">Whose pipeline it is.</param>
    /// <param name="what">What is done.</param>
    /// <param name="work">The work; tells how far it is.</param>
    /// <param name="stop">Ends it.</param>
    public static T Run<T>(Cmdlet cmdlet, string what, Func<Action<string>, CancellationToken, Task<T>> work, CancellationToken stop)
    {
        var progress = new ProgressRecord(0, what, " ");
        try
        {
            return NewsPump.Run<string, T>(
                (news, ended) => work(news.Report, ended),
                words =>
                {
                    cmdlet.WriteVerbose(words);
                    progress.StatusDescription = words;
                    cmdlet.WriteProgress(progress);
                },
                () => { },
                stop);
        }
        finally
        {
            progress.RecordType = ProgressRecordType.Completed;
            cmdlet.WriteProgress(progress);
        }
    }
}
