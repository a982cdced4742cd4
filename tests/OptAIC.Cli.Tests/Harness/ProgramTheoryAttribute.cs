namespace OptAIC.Cli.Tests.Harness;

/// <summary>A theory that runs a program, which a machine may not have; skipped loudly then.</summary>
internal sealed class ProgramTheoryAttribute : TheoryAttribute
{
    public ProgramTheoryAttribute(string program) => Skip = ProgramFactAttribute.Missing(program);
}
