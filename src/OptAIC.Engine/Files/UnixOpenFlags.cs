using System.Runtime.InteropServices;

namespace OptAIC.Engine.Files;

/// <summary>Flags of <c>open(2)</c>, whose values differ between systems and, on Linux, between processors.</summary>
internal static class UnixOpenFlags
{
    private static readonly bool s_apple = OperatingSystem.IsMacOS();
    private static readonly bool s_armLike = !s_apple && RuntimeInformation.ProcessArchitecture is Architecture.Arm or Architecture.Arm64 or Architecture.Ppc64le;

    public const int ReadOnly = 0;
    public const int ReadWrite = 2;

    public static readonly int Create = s_apple ? 0x200 : 0x40;
    public static readonly int Append = s_apple ? 0x8 : 0x400;
    public static readonly int NonBlocking = s_apple ? 0x4 : 0x800;
    public static readonly int CloseOnExec = s_apple ? 0x1000000 : 0x80000;
    public static readonly int Directory = s_apple ? 0x100000 : s_armLike ? 0x4000 : 0x10000;
    public static readonly int NoFollow = s_apple ? 0x100 : s_armLike ? 0x8000 : 0x20000;
}
