namespace OptAIC.Engine.Files;

/// <summary>What a write survives.</summary>
internal enum Durability
{
    /// <summary>Copies and hints: a crash of the process leaves old or new; a power cut may lose the newest.</summary>
    Knowledge,

    /// <summary>Facts: flushed, file and folder, before the call returns; a power cut leaves old or new, and new once it returned.</summary>
    Truth,
}
