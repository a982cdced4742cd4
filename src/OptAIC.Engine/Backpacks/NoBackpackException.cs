using OptAIC.Errors;

namespace OptAIC.Engine.Backpacks;

/// <summary>A folder is no backpack, but the definition of something else.</summary>
public sealed class NoBackpackException : OptException
{
    internal NoBackpackException(string folder)
        : base("NoBackpack", ExitCode.Usage, $"'{folder}' is no backpack: it has no folder '{WorkflowFolder.Workflow}' and no definition.yml", "put the programs into workflow/; 'optaic definition new --from-workflow FILE' makes a whole one around a program")
    {
    }

    internal NoBackpackException(string definition, string kind)
        : base("NoBackpack", ExitCode.Usage, $"{definition} is a {kind}, and a backpack is a WorkflowDef", "register it with 'optaic definition register', then use 'optaic instance create --definition'")
    {
    }
}
