using System.Globalization;
using System.Xml.Linq;

namespace OptAIC.Help;

/// <summary>Writes the XML that Get-Help reads (MAML).</summary>
internal static class MamlWriter
{
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";
    private static readonly XNamespace Items = "http://msh";

    public static void Write(string path, IEnumerable<(CmdletShape Cmdlet, CmdletPage Page)> cmdlets) =>
        new XDocument(new XElement(
            Items + "helpItems",
            new XAttribute("schema", "maml"),
            cmdlets.Select(c => Cmdlet(c.Cmdlet, c.Page)))).Save(path);

    private static XElement Cmdlet(CmdletShape cmdlet, CmdletPage page) => new(
        Command + "command",
        new XAttribute(XNamespace.Xmlns + "maml", Maml),
        new XAttribute(XNamespace.Xmlns + "command", Command),
        new XAttribute(XNamespace.Xmlns + "dev", Dev),
        new XElement(
            Command + "details",
            new XElement(Command + "name", cmdlet.Name),
            new XElement(Command + "verb", cmdlet.Verb),
            new XElement(Command + "noun", cmdlet.Noun),
            Description([page.Synopsis])),
        Description(page.Description),
        new XElement(Command + "syntax", cmdlet.Sets.Select(set => Syntax(cmdlet, page, set))),
        new XElement(Command + "parameters", cmdlet.Parameters.Select(p => Parameter(p, p.Uses.Values.First(), page)), CommonSwitches(cmdlet)),
        new XElement(Command + "inputTypes", page.Inputs.Select(i => new XElement(Command + "inputType", TypeOf(i.Name), Description(i.Text)))),
        new XElement(Command + "returnValues", page.Outputs.Select(o => new XElement(Command + "returnValue", TypeOf(o.Name), Description(o.Text)))),
        new XElement(Maml + "alertSet", new XElement(Maml + "alert", Paragraphs(page.Notes))),
        new XElement(Command + "examples", page.Examples.Select((e, n) => Example(e, n + 1))),
        new XElement(Command + "relatedLinks", page.Related.Select(r => new XElement(Maml + "navigationLink", new XElement(Maml + "linkText", r), new XElement(Maml + "uri")))));

    private static XElement Syntax(CmdletShape cmdlet, CmdletPage page, string set) => new(
        Command + "syntaxItem",
        new XElement(Maml + "name", cmdlet.Name),
        cmdlet.Parameters
            .Where(p => p.In(set) is not null)
            .OrderBy(p => p.In(set)!.Position ?? int.MaxValue)
            .ThenByDescending(p => p.In(set)!.IsRequired)
            .Select(p => Parameter(p, p.In(set)!, page)),
        CommonSwitches(cmdlet));

    private static XElement Parameter(ParameterShape parameter, ParameterUse use, CmdletPage page) => new(
        Command + "parameter",
        new XAttribute("required", use.IsRequired),
        new XAttribute("variableLength", parameter.Type.IsArray),
        new XAttribute("globbing", parameter.TakesWildcards),
        new XAttribute("pipelineInput", use.PipelineInput),
        new XAttribute("position", use.Position?.ToString(CultureInfo.InvariantCulture) ?? "named"),
        new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
        new XElement(Maml + "name", parameter.Name),
        Description(page.Parameters[parameter.Name]),
        parameter.TypeName is { } type
            ? new XElement(Command + "parameterValue", new XAttribute("required", true), new XAttribute("variableLength", parameter.Type.IsArray), type)
            : null,
        TypeOf(parameter.TypeName ?? "SwitchParameter"));

    private static IEnumerable<XElement> CommonSwitches(CmdletShape cmdlet) => cmdlet.AsksBeforeChanges
        ?
        [
            CommonSwitch("WhatIf", "wi", "Shows what would happen, and changes nothing."),
            CommonSwitch("Confirm", "cf", "Asks before every change."),
        ]
        : [];

    private static XElement CommonSwitch(string name, string alias, string text) => new(
        Command + "parameter",
        new XAttribute("required", false),
        new XAttribute("variableLength", false),
        new XAttribute("globbing", false),
        new XAttribute("pipelineInput", "False"),
        new XAttribute("position", "named"),
        new XAttribute("aliases", alias),
        new XElement(Maml + "name", name),
        Description([text]),
        TypeOf("SwitchParameter"));

    private static XElement Example(PageExample example, int number) => new(
        Command + "example",
        new XElement(Maml + "title", $"--- Example {number}: {example.Title} ---"),
        new XElement(Dev + "code", example.Code),
        new XElement(Dev + "remarks", Paragraphs(example.Remarks)));

    private static XElement TypeOf(string name) => new(Dev + "type", new XElement(Maml + "name", name), new XElement(Maml + "uri"));

    private static XElement Description(IReadOnlyList<string> text) => new(Maml + "description", Paragraphs(text));

    private static IEnumerable<XElement> Paragraphs(IEnumerable<string> text) => text.Select(t => new XElement(Maml + "para", t));
}
