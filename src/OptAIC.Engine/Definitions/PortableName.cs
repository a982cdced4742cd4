using System.Buffers;
using OptAIC.Naming;

namespace OptAIC.Engine.Definitions;

/// <summary>Names of files that every system accepts.</summary>
internal static class PortableName
{
    private static readonly SearchValues<char> Refused = SearchValues.Create("<>:\"|?*\\");

    /// <summary>What makes a file's name impossible on some system, or <c>null</c>.</summary>
    public static string? Problem(string name)
    {
        if (name.AsSpan().IndexOfAny(Refused) is var at and >= 0)
        {
            return $"its name contains '{name[at]}', which some systems refuse";
        }

        if (name.Any(char.IsControl))
        {
            return "its name contains a control character";
        }

        if (name[^1] is '.' or ' ')
        {
            return $"its name ends with '{name[^1]}', which some systems drop";
        }

        return InstanceName.IsReserved(name) ? "its name is reserved on Windows" : null;
    }
}
