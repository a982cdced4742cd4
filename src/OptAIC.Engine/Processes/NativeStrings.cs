using System.Runtime.InteropServices;

namespace OptAIC.Engine.Processes;

/// <summary>A null-ended array of UTF-8 strings, as <c>argv</c> and <c>envp</c> are.</summary>
internal sealed unsafe class NativeStrings : IDisposable
{
    private readonly int _count;

    /// <summary>Copies the strings.</summary>
    public NativeStrings(IReadOnlyCollection<string> strings)
    {
        Pointer = (byte**)NativeMemory.AllocZeroed((nuint)strings.Count + 1, (nuint)sizeof(byte*));
        foreach (var text in strings)
            Pointer[_count++] = (byte*)Marshal.StringToCoTaskMemUTF8(text);
    }

    /// <summary>The array.</summary>
    public byte** Pointer { get; }

    /// <summary>Frees the array and its strings.</summary>
    public void Dispose()
    {
        for (var i = 0; i < _count; i++)
            Marshal.FreeCoTaskMem((nint)Pointer[i]);
        NativeMemory.Free(Pointer);
    }
}
