namespace OptAIC.Engine.Files;

/// <summary>The Windows error codes that are told apart.</summary>
internal static class WindowsError
{
    public const int FileNotFound = 2;
    public const int PathNotFound = 3;
    public const int AccessDenied = 5;
    public const int WriteProtected = 19;
    public const int SharingViolation = 32;
    public const int LockViolation = 33;
    public const int HandleDiskFull = 39;
    public const int NotSupported = 50;
    public const int FileExists = 80;
    public const int InvalidParameter = 87;
    public const int DiskFull = 112;
    public const int AlreadyExists = 183;
    public const int BadExecutable = 193;
    public const int DirectoryName = 267;
    public const int IoPending = 997;
    public const int QuotaExceeded = 1295;

    public static StorageFault Fault(int error) => error switch
    {
        DiskFull or HandleDiskFull or QuotaExceeded => StorageFault.Full,
        AccessDenied => StorageFault.Denied,
        FileNotFound or PathNotFound => StorageFault.Missing,
        FileExists or AlreadyExists => StorageFault.Exists,
        WriteProtected => StorageFault.ReadOnly,
        _ => StorageFault.Failed,
    };
}
