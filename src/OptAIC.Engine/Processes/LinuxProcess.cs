using System.Globalization;
using System.IO.Enumeration;
using System.Text;
using OptAIC.Engine.Files;

namespace OptAIC.Engine.Processes;

/// <summary>Reads <c>/proc</c>.</summary>
internal static class LinuxProcess
{
    // As proc(5) counts them; the second is the command name, the first behind it the state.
    private const int FirstField = 3;
    private const int GroupField = 5;
    private const int SessionField = 6;
    private const int ThreadsField = 20;
    private const int StartTimeField = 22;
    private const int LongestStat = 2048;

    /// <summary>The process that has this id now, or <c>null</c>.</summary>
    public static ProcessFacts? Find(int pid)
    {
        if (OperatingSystem.IsWindows())
            return null;
        using var file = UnixFile.Open($"/proc/{pid}/stat", UnixOpenFlags.ReadOnly);
        if (file.IsInvalid)
            return null;
        Span<byte> stat = stackalloc byte[LongestStat];
        try
        {
            return Parse(stat[..RandomAccess.Read(file, stat, 0)]);
        }
        catch (IOException)
        {
            // It ended between the open and the read.
            return null;
        }
    }

    /// <summary>Parses the text of <c>/proc/(pid)/stat</c>. A command name may hold anything, even spaces, brackets and line feeds.</summary>
    public static ProcessFacts? Parse(ReadOnlySpan<byte> stat)
    {
        Span<char> text = stackalloc char[LongestStat];
        text = text[..Encoding.Latin1.GetChars(stat, text)];
        var name = text.IndexOf('(');
        var behindName = text.LastIndexOf(')') + 2;
        if (name < 0 || behindName < name || behindName > text.Length)
            return null;

        ReadOnlySpan<char> fields = text[behindName..];
        Span<Range> ranges = stackalloc Range[StartTimeField - FirstField + 2];
        return fields.Split(ranges, ' ') == ranges.Length
            && Number(text[..name]) is { } pid
            && Number(fields[ranges[GroupField - FirstField]]) is { } group
            && Number(fields[ranges[SessionField - FirstField]]) is { } session
            && Number(fields[ranges[ThreadsField - FirstField]]) is { } threads
            && Number(fields[ranges[StartTimeField - FirstField]]) is { } startTime
            ? new ProcessFacts((int)pid, (int)group, (int)session, startTime, IsDead(fields[0], threads))
            : null;
    }

    /// <summary>The ids of all processes that this namespace shows.</summary>
    public static IEnumerable<int> Ids() => NumbersIn("/proc");

    /// <summary>The open files of this process.</summary>
    public static IEnumerable<int> OpenFiles() => NumbersIn("/proc/self/fd");

    private static FileSystemEnumerable<int> NumbersIn(string directory) =>
        new(directory, (ref FileSystemEntry entry) => int.Parse(entry.FileName, NumberStyles.None, CultureInfo.InvariantCulture))
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => char.IsAsciiDigit(entry.FileName[0]),
        };

    private static long? Number(ReadOnlySpan<char> text) => long.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;

    // A zombie whose other threads run on is a program that ended its first thread.
    private static bool IsDead(char state, long threads) => state is 'X' or 'x' || (state == 'Z' && threads <= 1);
}
