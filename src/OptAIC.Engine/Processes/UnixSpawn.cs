using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace OptAIC.Engine.Processes;

/// <summary>posix_spawn(3).</summary>
[UnsupportedOSPlatform("windows")]
internal static unsafe partial class UnixSpawn
{
    private const string DirectoryChanger = "/usr/bin/env";
    private const int FirstOtherFile = 3;
    private const short SetSignalDefaults = 0x4;
    private const short SetSignalMask = 0x8;

    // The opaque structures are a few hundred bytes in glibc and musl, and pointers on macOS.
    private const int OpaqueSize = 1024;

    // A new session; on macOS the last bit also closes in the child every file that it is not given.
    private static readonly short s_flags = (short)(SetSignalDefaults | SetSignalMask | (OperatingSystem.IsMacOS() ? 0x400 | 0x4000 : 0x80));

    /// <summary>
    /// Starts a program as the leader of a new session, with default signal handling, nothing blocked, and three files of the parent as its
    /// standard streams and no others. Returns once the program runs.
    /// </summary>
    /// <returns>0 and the process id, or the error number.</returns>
    public static int Start(ChildSpec spec, string program, IReadOnlyList<SafeHandle> streams, out int pid)
    {
        var actions = stackalloc byte[OpaqueSize];
        var attributes = stackalloc byte[OpaqueSize];
        var signals = stackalloc byte[OpaqueSize];
        Check(InitActions(actions));
        Check(InitAttributes(attributes));
        try
        {
            Check(SetFlags(attributes, s_flags));
            _ = EmptySet(signals);
            Check(SetMask(attributes, signals));
            _ = FillSet(signals);
            Check(SetDefaults(attributes, signals));
            for (var i = 0; i < streams.Count; i++)
                Check(AddDuplicate(actions, (int)streams[i].DangerousGetHandle(), i));
            CloseOthers(actions);
            var directory = Path.GetFullPath(spec.WorkingDirectory);
            var canAddDirectory = TryAddDirectory(actions, directory);
            var executed = canAddDirectory ? program : DirectoryChanger;
            string[] first = canAddDirectory ? [spec.Program] : [DirectoryChanger, "-C", directory, program];

            using var argv = new NativeStrings([.. first, .. spec.Arguments]);
            using var envp = new NativeStrings([.. spec.Environment.Select(variable => $"{variable.Key}={variable.Value}")]);
            return Spawn(out pid, executed, actions, attributes, argv.Pointer, envp.Pointer);
        }
        finally
        {
            _ = FreeActions(actions);
            _ = FreeAttributes(attributes);
        }
    }

    // Not only our files: what an ancestor left open, such as the lock of a script, must not live as long as a detached child.
    private static void CloseOthers(byte* actions)
    {
        if (OperatingSystem.IsMacOS())
            return;
        try
        {
            Check(AddCloseFrom(actions, FirstOtherFile));
        }
        catch (EntryPointNotFoundException)
        {
            // musl, and glibc before 2.34.
            foreach (var file in LinuxProcess.OpenFiles())
            {
                if (file >= FirstOtherFile)
                    Check(AddClose(actions, file));
            }
        }
    }

    // glibc has it since 2.29. On the older ones that are still in use, env changes the directory and becomes the program, same id
    // and all; only that a program which the kernel refuses then shows as env's exit code 126 or 127.
    private static bool TryAddDirectory(byte* actions, string directory)
    {
        try
        {
            Check(AddDirectory(actions, directory));
            return true;
        }
        catch (EntryPointNotFoundException)
        {
            return false;
        }
    }

    private static void Check(int error)
    {
        if (error != 0)
            throw new InvalidOperationException($"posix_spawn could not be prepared: {Marshal.GetPInvokeErrorMessage(error)}");
    }

    [LibraryImport("libc", EntryPoint = "posix_spawn", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Spawn(out int pid, string program, byte* actions, byte* attributes, byte** arguments, byte** environment);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_init")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int InitActions(byte* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_destroy")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int FreeActions(byte* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_adddup2")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int AddDuplicate(byte* actions, int file, int asFile);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addclose")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int AddClose(byte* actions, int file);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addclosefrom_np")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int AddCloseFrom(byte* actions, int file);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addchdir_np", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int AddDirectory(byte* actions, string directory);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_init")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int InitAttributes(byte* attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_destroy")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int FreeAttributes(byte* attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setflags")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetFlags(byte* attributes, short flags);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setsigmask")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetMask(byte* attributes, byte* signals);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setsigdefault")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetDefaults(byte* attributes, byte* signals);

    [LibraryImport("libc", EntryPoint = "sigemptyset")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int EmptySet(byte* signals);

    [LibraryImport("libc", EntryPoint = "sigfillset")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int FillSet(byte* signals);
}
