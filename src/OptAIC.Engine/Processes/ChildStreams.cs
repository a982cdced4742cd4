using Microsoft.Win32.SafeHandles;
using OptAIC.Engine.Files;

namespace OptAIC.Engine.Processes;

/// <summary>The ends of a child's three standard streams: those the child gets, and those its parent keeps.</summary>
internal sealed class ChildStreams : IDisposable
{
    private const int Input = 0;
    private const int Output = 1;
    private const int Error = 2;
    private readonly SafeFileHandle?[] _kept = new SafeFileHandle?[3];

    /// <summary>Opens what a child is to have.</summary>
    /// <exception cref="StorageException">A file could not be opened.</exception>
    public ChildStreams(ChildSpec spec)
    {
        try
        {
            Given[Input] = spec.Input == ChildInput.Pipe ? OpenPipe(Input) : OpenNull();
            Given[Output] = OpenOutput(spec.Output, Output);
            Given[Error] = OpenOutput(spec.Error, Error);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Input, output and error of the child; closed here once it has them.</summary>
    public SafeFileHandle[] Given { get; } = new SafeFileHandle[3];

    /// <summary>Hands the parent's ends over, now that the child runs.</summary>
    public (Stream? Input, Stream? Output, Stream? Error) Keep()
    {
        var streams = (Stream(Input, FileAccess.Write), Stream(Output, FileAccess.Read), Stream(Error, FileAccess.Read));
        Array.Clear(_kept);
        return streams;
    }

    /// <summary>Closes the child's ends, and those of the parent that were not handed over.</summary>
    public void Dispose()
    {
        foreach (var end in Given.Concat(_kept))
            end?.Dispose();
    }

    private FileStream? Stream(int stream, FileAccess access) => _kept[stream] is { } end ? new FileStream(end, access, bufferSize: 0) : null;

    private SafeFileHandle OpenOutput(ChildOutput output, int stream)
    {
        if (output.IsPipe)
            return OpenPipe(stream);
        return output.Path is { } path ? AppendLog.OpenFile(path) : OpenNull();
    }

    private SafeFileHandle OpenPipe(int stream)
    {
        var (read, write) = OperatingSystem.IsWindows() ? WindowsPipe.Create() : UnixPipe.Create();
        (_kept[stream], var given) = stream == Input ? (write, read) : (read, write);
        return given;
    }

    private static SafeFileHandle OpenNull()
    {
        var file = OperatingSystem.IsWindows() ? WindowsFile.OpenNull() : UnixFile.Open("/dev/null", UnixOpenFlags.ReadWrite);
        return file.IsInvalid ? throw StorageException.FromLastError("open", "the null device") : file;
    }
}
