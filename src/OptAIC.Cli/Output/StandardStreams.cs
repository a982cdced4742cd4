using System.Runtime.InteropServices;
using System.Text;

namespace OptAIC.Cli.Output;

/// <summary>Opens the process's output streams as UTF-8 screens, buffered until flushed.</summary>
internal static class StandardStreams
{
    private const int BufferSize = 16 * 1024;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Standard output.</summary>
    public static Screen Output(bool noColor) => Open(Console.OpenStandardOutput(), Console.IsOutputRedirected, noColor, OutputHandle);

    /// <summary>Standard error.</summary>
    public static Screen Error(bool noColor) => Open(Console.OpenStandardError(), Console.IsErrorRedirected, noColor, ErrorHandle);

    private static Screen Open(Stream stream, bool redirected, bool noColor, int handle)
    {
        var writer = new StreamWriter(stream, Utf8, BufferSize) { NewLine = "\n" };
        if (redirected)
        {
            return new Screen(writer, colour: false);
        }

        var understandsEscapes = Environment.GetEnvironmentVariable("TERM") != "dumb" && (!OperatingSystem.IsWindows() || PrepareWindowsConsole(handle));
        var plain = noColor || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) || !understandsEscapes;
        return new Screen(writer, !plain, plain ? null : Measure);
    }

    // A terminal that reports no size (a serial line, some recorders) is taken for the usual one.
    private static (int Columns, int Rows) Measure() => Console.WindowWidth > 0 ? (Console.WindowWidth, Console.WindowHeight) : (120, 30);

    private const int OutputHandle = -11;
    private const int ErrorHandle = -12;
    private const uint VirtualTerminalProcessing = 4;

    private static bool PrepareWindowsConsole(int standardHandle)
    {
        Console.OutputEncoding = Utf8;
        var handle = GetStdHandle(standardHandle);
        return GetConsoleMode(handle, out var mode) && SetConsoleMode(handle, mode | VirtualTerminalProcessing);
    }

    [DllImport("kernel32.dll")]
    private static extern nint GetStdHandle(int handle);

    [DllImport("kernel32.dll")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool GetConsoleMode(nint handle, out uint mode);

    [DllImport("kernel32.dll")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool SetConsoleMode(nint handle, uint mode);
}
