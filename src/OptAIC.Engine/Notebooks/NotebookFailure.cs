using System.Text.Json;
using OptAIC.Engine.Secrets;

namespace OptAIC.Engine.Notebooks;

/// <summary>What a notebook failed of.</summary>
/// <param name="Cell">The cell, counted from 1 among all cells; 0 before the first.</param>
/// <param name="Kind">Jupyter's name of the failure.</param>
/// <param name="Name">What the cell raised; <c>null</c> when it was not a cell that failed.</param>
/// <param name="Value">With which words.</param>
internal sealed record NotebookFailure(int Cell, string Kind, string? Name, string Value)
{
    private const int LongestWords = 600;
    private const int MostBytes = 1024 * 1024;

    /// <summary>Whether no cell could run, because there was no kernel.</summary>
    public bool IsKernelMissing => Cell == 0 && Name is null && Kind is "NoSuchKernel" or "RuntimeError" or "DeadKernelError";

    /// <summary>The failure in words.</summary>
    /// <param name="notebook">The notebook.</param>
    public string Words(string notebook) => Name is null ? $"cell {Cell} of {notebook} did not end: {Cut(Value)}" : $"cell {Cell} of {notebook} raised {Cut(Value.Length == 0 ? Name : $"{Name}: {Value}")}";

    /// <summary>Reads what was written when it failed; <c>null</c> when nothing was.</summary>
    /// <param name="path">The file.</param>
    /// <param name="redactor">Takes secrets out.</param>
    public static NotebookFailure? Read(string path, SecretRedactor redactor)
    {
        if (new FileInfo(path) is not { Exists: true, Length: < MostBytes })
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = document.RootElement;
            return new NotebookFailure(root.GetProperty("cell").GetInt32(), root.GetProperty("kind").GetString()!, redactor.RedactAny(root.GetProperty("name").GetString()), redactor.Redact(root.GetProperty("value").GetString()!));
        }
        catch (Exception torn) when (torn is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static string Cut(string words)
    {
        words = string.Join(" | ", words.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        return words.Length <= LongestWords ? words : words[..LongestWords] + "…";
    }
}
