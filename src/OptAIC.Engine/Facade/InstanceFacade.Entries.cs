using System.IO.Enumeration;
using OptAIC.Engine.Instances;
using OptAIC.Errors;
using OptAIC.Naming;

namespace OptAIC.Engine.Facade;

/// <content>Instances without their statuses.</content>
public sealed partial class InstanceFacade
{
    /// <summary>
    /// Instances without their statuses, oldest first, one after another: of very many the first come at once. Names and patterns select; selectors, statuses
    /// and sizes need more than is read here.
    /// </summary>
    /// <param name="filter">Names and patterns, type, tag; all when left out.</param>
    /// <exception cref="NeedsStatusException">The filter asks for more.</exception>
    /// <exception cref="InstanceNotFoundException">A name without wildcards does not exist; told after those that do.</exception>
    public IEnumerable<InstanceEntry> Entries(InstanceFilter? filter = null)
    {
        filter ??= new InstanceFilter();
        if (filter.Status is not null || filter.WithSize || filter.Names.Concat(filter.Exclude).Any(Selectors.Selector.IsMoreThanName))
        {
            throw new NeedsStatusException();
        }

        return EntriesOf(filter);
    }

    private IEnumerable<InstanceEntry> EntriesOf(InstanceFilter filter)
    {
        var (missing, known) = (filter.Names.Where(n => !InstanceFilter.MeansSeveral(n)).ToHashSet(InstanceName.Comparer), new List<string>());
        foreach (var (id, name, type, definition, tags, directory) in _workspace.Registry.Entries())
        {
            if (missing.Count > 0)
            {
                known.Add(name);
                missing.Remove(name);
                missing.Remove(id.ToString("D"));
            }

            if ((filter.Names.Count == 0 || Matches(filter.Names, name, id)) && !Matches(filter.Exclude, name, id)
                && (filter.Type is null || filter.Type == type) && (filter.Tag is null || tags.Any(t => FileSystemName.MatchesSimpleExpression(filter.Tag, t))))
            {
                yield return new InstanceEntry(id, name, type, definition, tags, _workspace.PathsOf(directory).Directory);
            }
        }

        if (missing.Count > 0)
        {
            throw new InstanceNotFoundException(missing.First(), NearestName.Hint(missing.First(), known));
        }
    }

    private static bool Matches(IReadOnlyList<string> texts, string name, Guid id)
    {
        foreach (var text in texts)
        {
            if (FileSystemName.MatchesSimpleExpression(text, name) || (Guid.TryParse(text, out var given) && given == id))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>Instances are selected by something that cannot be told without their statuses.</summary>
public sealed class NeedsStatusException()
    : OptException("NeedsStatus", ExitCode.Usage, "names alone are listed without looking at statuses", "select by names, patterns, type and tag, or list the instances as usual");
