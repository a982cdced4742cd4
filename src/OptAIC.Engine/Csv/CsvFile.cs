namespace OptAIC.Engine.Csv;

/// <summary>A file to read.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Name">What messages call it.</param>
internal readonly record struct CsvFile(string Path, string Name);
