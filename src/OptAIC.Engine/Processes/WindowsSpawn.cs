using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace OptAIC.Engine.Processes;

/// <summary>CreateProcess.</summary>
[SupportedOSPlatform("windows")]
internal static unsafe partial class WindowsSpawn
{
    private const uint Suspended = 0x4;
    private const uint NewProcessGroup = 0x200;
    private const uint UnicodeEnvironment = 0x400;
    private const uint ExtendedStartupInfo = 0x80000;
    private const uint BreakawayFromJob = 0x1000000;
    private const uint NoWindow = 0x8000000;
    private const uint UseStandardHandles = 0x100;
    private const uint Inherit = 1;
    private const nuint HandleList = 0x20002;

    /// <summary>
    /// Starts a program that inherits its three standard streams and no other handle, inside a job before its first instruction. A detached
    /// one leaves the job that this process may be in, where that job allows it.
    /// </summary>
    /// <returns>The process, or <c>null</c> with the last P/Invoke error set.</returns>
    public static SafeProcessHandle? Start(ChildSpec spec, string program, SafeFileHandle[] streams, WindowsJob job, out int pid)
    {
        const uint flags = Suspended | NewProcessGroup | UnicodeEnvironment | ExtendedStartupInfo | NoWindow;
        var process = Start(spec, program, streams, job, spec.Detached ? flags | BreakawayFromJob : flags, out pid);
        return process is null && spec.Detached ? Start(spec, program, streams, job, flags, out pid) : process;
    }

    private static SafeProcessHandle? Start(ChildSpec spec, string program, SafeFileHandle[] streams, WindowsJob job, uint flags, out int pid)
    {
        pid = 0;
        var handles = stackalloc nint[streams.Length];
        for (var i = 0; i < streams.Length; i++)
        {
            handles[i] = streams[i].DangerousGetHandle();
            if (!SetHandleInformation(handles[i], Inherit, Inherit))
                return null;
        }

        nuint size = 0;
        _ = InitializeProcThreadAttributeList(null, 1, 0, ref size);
        var attributes = stackalloc byte[(int)size];
        if (!InitializeProcThreadAttributeList(attributes, 1, 0, ref size))
            return null;
        try
        {
            if (!UpdateProcThreadAttribute(attributes, 0, HandleList, handles, (nuint)(streams.Length * sizeof(nint)), 0, 0))
                return null;
            var startup = new StartupInfo { Size = sizeof(StartupInfo), Flags = UseStandardHandles, Input = handles[0], Output = handles[1], Error = handles[2], Attributes = attributes };

            // CreateProcess may write into the line.
            var line = (WindowsCommandLine.Join(program, spec.Arguments) + '\0').ToCharArray();
            fixed (char* lineStart = line, environment = BlockOf(spec.Environment))
            {
                if (!CreateProcess(program, lineStart, 0, 0, true, flags, environment, Path.GetFullPath(spec.WorkingDirectory), &startup, out var started))
                    return null;
                pid = started.Pid;
                return Release(new SafeProcessHandle(started.Process, true), started.Thread, job);
            }
        }
        finally
        {
            DeleteProcThreadAttributeList(attributes);
        }
    }

    private static SafeProcessHandle? Release(SafeProcessHandle process, nint thread, WindowsJob job)
    {
        using var held = new SafeWaitHandle(thread, true);
        if (job.TryAdd(process) && ResumeThread(held) != uint.MaxValue)
            return process;
        var error = Marshal.GetLastPInvokeError();
        WindowsProcess.Kill(process);
        process.Dispose();
        throw new Win32Exception(error);
    }

    private static string BlockOf(IReadOnlyDictionary<string, string> environment)
    {
        var block = new StringBuilder();
        foreach (var (name, value) in environment.OrderBy(variable => variable.Key, StringComparer.OrdinalIgnoreCase))
            block.Append(name).Append('=').Append(value).Append('\0');
        return block.Append('\0').ToString();
    }

    [LibraryImport("kernel32", EntryPoint = "CreateProcessW", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool CreateProcess(string program, char* line, nint processSecurity, nint threadSecurity, [MarshalAs(UnmanagedType.Bool)] bool inherit, uint flags, char* environment, string directory, StartupInfo* startup, out Started started);

    [LibraryImport("kernel32", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetHandleInformation(nint handle, uint mask, uint flags);

    [LibraryImport("kernel32", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool InitializeProcThreadAttributeList(byte* list, int count, int flags, ref nuint size);

    [LibraryImport("kernel32", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool UpdateProcThreadAttribute(byte* list, uint flags, nuint attribute, void* value, nuint size, nint previous, nint returned);

    [LibraryImport("kernel32")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial void DeleteProcThreadAttributeList(byte* list);

    [LibraryImport("kernel32", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial uint ResumeThread(SafeWaitHandle thread);

    /// <summary>STARTUPINFOEXW on 64-bit systems.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 112)]
    private struct StartupInfo
    {
        [FieldOffset(0)]
        public int Size;

        [FieldOffset(60)]
        public uint Flags;

        [FieldOffset(80)]
        public nint Input;

        [FieldOffset(88)]
        public nint Output;

        [FieldOffset(96)]
        public nint Error;

        [FieldOffset(104)]
        public byte* Attributes;
    }

    /// <summary>PROCESS_INFORMATION.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Started
    {
        public nint Process;
        public nint Thread;
        public int Pid;
        public int ThreadId;
    }
}
