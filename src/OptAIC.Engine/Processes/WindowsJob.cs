using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using OptAIC.Engine.Files;

namespace OptAIC.Engine.Processes;

/// <summary>A job object: a process and all that it starts, ended together.</summary>
[SupportedOSPlatform("windows")]
internal sealed unsafe partial class WindowsJob : IDisposable
{
    private const int BasicAccounting = 1;
    private const int ExtendedLimits = 9;
    private const uint KillOnClose = 0x2000;
    private const uint KilledExitCode = 1;
    private readonly SafeWaitHandle _handle;

    /// <summary>Makes an empty job.</summary>
    /// <param name="killOnClose">Whether the kernel ends all in it when this process ends.</param>
    public WindowsJob(bool killOnClose)
    {
        _handle = CreateJobObject(0, 0);
        var limits = new Limits { Flags = killOnClose ? KillOnClose : 0 };
        if (_handle.IsInvalid || !SetInformationJobObject(_handle, ExtendedLimits, &limits, sizeof(Limits)))
            throw StorageException.FromLastError("make", "a job object");
    }

    /// <summary>Whether anybody in it still runs.</summary>
    public bool IsAlive
    {
        get
        {
            Accounting accounting;
            return QueryInformationJobObject(_handle, BasicAccounting, &accounting, sizeof(Accounting), null) && accounting.ActiveProcesses > 0;
        }
    }

    /// <summary>Puts a process into it.</summary>
    public bool TryAdd(SafeProcessHandle process) => AssignProcessToJobObject(_handle, process);

    /// <summary>Ends all in it.</summary>
    public void Kill() => TerminateJobObject(_handle, KilledExitCode);

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    [LibraryImport("kernel32", EntryPoint = "CreateJobObjectW", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial SafeWaitHandle CreateJobObject(nint security, nint name);

    [LibraryImport("kernel32", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetInformationJobObject(SafeWaitHandle job, int kind, void* information, int size);

    [LibraryImport("kernel32", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool QueryInformationJobObject(SafeWaitHandle job, int kind, void* information, int size, int* needed);

    [LibraryImport("kernel32", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool AssignProcessToJobObject(SafeWaitHandle job, SafeProcessHandle process);

    [LibraryImport("kernel32", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool TerminateJobObject(SafeWaitHandle job, uint exitCode);

    /// <summary>JOBOBJECT_EXTENDED_LIMIT_INFORMATION on 64-bit systems.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 144)]
    private struct Limits
    {
        [FieldOffset(16)]
        public uint Flags;
    }

    /// <summary>JOBOBJECT_BASIC_ACCOUNTING_INFORMATION.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 48)]
    private struct Accounting
    {
        [FieldOffset(40)]
        public uint ActiveProcesses;
    }
}
