using OptAIC.Model;

namespace OptAIC.Engine.Facade;

/// <summary>What is known of an instance without looking at its flows.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Definition">Its definition with the version.</param>
/// <param name="Tags">Its tags.</param>
/// <param name="Path">Its directory.</param>
public sealed record InstanceEntry(Guid Id, string Name, InstanceType Type, string Definition, IReadOnlyList<string> Tags, string Path);
