using System.Buffers;
using System.Text;
using System.Text.Json;

namespace OptAIC.Commands;

/// <summary>
/// Appends messages to the report file of a run. Each is one line of ASCII (JSON escapes the rest), whatever characters are in it; several
/// runspaces or processes of one script take turns.
/// </summary>
internal static class ReportFile
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Appends a message.</summary>
    public static void Append(string path, string word, Action<Utf8JsonWriter> write)
    {
        var line = new ArrayBufferWriter<byte>(128);
        line.Write(Encoding.ASCII.GetBytes($"optaic::{word} "));
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        line.Write("\n"u8);
        using var file = Open(path);
        file.Seek(0, SeekOrigin.End);
        file.Write(line.WrittenSpan);
    }

    private static FileStream Open(string path)
    {
        for (var deadline = Environment.TickCount64 + (long)Patience.TotalMilliseconds; ;)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, bufferSize: 0);
            }
            catch (IOException inUse) when (inUse is not (FileNotFoundException or DirectoryNotFoundException) && Environment.TickCount64 < deadline)
            {
                Thread.Sleep(5);
            }
        }
    }
}
