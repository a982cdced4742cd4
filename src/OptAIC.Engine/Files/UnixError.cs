namespace OptAIC.Engine.Files;

/// <summary>The error numbers that are told apart; they differ between Linux and macOS.</summary>
internal static class UnixError
{
    public const int NotPermitted = 1;
    public const int NoEntry = 2;
    public const int NoProcess = 3;
    public const int Interrupted = 4;
    public const int NotExecutableFormat = 8;
    public const int NoChild = 10;
    public const int AccessDenied = 13;
    public const int Exists = 17;
    public const int NotADirectory = 20;
    public const int IsADirectory = 21;
    public const int Invalid = 22;
    public const int NoSpace = 28;
    public const int ReadOnlyFileSystem = 30;

    public static readonly int WouldBlock = OperatingSystem.IsMacOS() ? 35 : 11;
    public static readonly int TooManyLinks = OperatingSystem.IsMacOS() ? 62 : 40;
    public static readonly int NotEmpty = OperatingSystem.IsMacOS() ? 66 : 39;
    public static readonly int QuotaExceeded = OperatingSystem.IsMacOS() ? 69 : 122;
    public static readonly int NoLocksAvailable = OperatingSystem.IsMacOS() ? 77 : 37;
    public static readonly int NoSuchCall = OperatingSystem.IsMacOS() ? 78 : 38;
    public static readonly int NotSupported = OperatingSystem.IsMacOS() ? 45 : 95;

    public static StorageFault Fault(int error)
    {
        if (error == NoSpace || error == QuotaExceeded)
            return StorageFault.Full;
        if (error is NotPermitted or AccessDenied)
            return StorageFault.Denied;
        if (error is NoEntry or NotADirectory)
            return StorageFault.Missing;
        if (error == Exists || error == NotEmpty)
            return StorageFault.Exists;
        if (error == TooManyLinks || error == IsADirectory)
            return StorageFault.NotAFile;
        return error == ReadOnlyFileSystem ? StorageFault.ReadOnly : StorageFault.Failed;
    }
}
