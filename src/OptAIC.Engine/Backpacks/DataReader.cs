using System.Text.Json;
using OptAIC.Engine.Definitions;
using OptAIC.Engine.Schemas;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Backpacks;

/// <summary>Reads <c>data/data.yml</c>.</summary>
/// <param name="folder">Folder of the definition.</param>
/// <param name="issues">Receives what is wrong.</param>
internal sealed class DataReader(string folder, List<OptIssue> issues)
{
    private static readonly Lazy<JsonSchema> Schema = new(() => EmbeddedYaml.Schema("Backpacks.data-schema.yml"));

    /// <summary>Reads it, and finds all that is wrong with it.</summary>
    public IReadOnlyList<DataItem>? Read(DocumentNode document)
    {
        var form = Schema.Value.Validate(document);
        issues.AddRange(form.Issues);
        foreach (var item in ((document as DocumentMapping)?["items"] as DocumentSequence)?.Items.OfType<DocumentMapping>() ?? [])
        {
            CheckTarget(item);
            CheckSources(item);
        }

        if (form.Value is not { } value)
        {
            return null;
        }

        var items = value.List("items", Item);
        CheckOverlaps(items, (DocumentSequence)((DocumentMapping)document)["items"]!);
        return items;
    }

    private static DataItem Item(JsonElement item) => new()
    {
        Name = item.Text("name") ?? item.Text("target")!.TrimEnd('/').Split('/')[^1],
        Target = item.Text("target")!.TrimEnd('/'),
        Sources = [.. (item.Text("source") is { } only ? [only] : item.Texts("sources")).Select(DataSource.Of)],
        Sha256 = item.Text("sha256")?.ToLowerInvariant(),
        Size = item.Value("size")?.GetInt64(),
        Unpack = item.Text("unpack"),
        IsLinked = item.Text("link") == "hard",
        Retries = item.Integer("retries") ?? 0,
        Timeout = item.Duration("timeout") ?? TimeSpan.FromSeconds(30),
    };

    private void CheckTarget(DocumentMapping item)
    {
        if (item["target"] is not DocumentScalar target)
        {
            return;
        }

        if (TargetPath.Problem(target.Text) is { } problem)
        {
            issues.Add(target.Issue("outside_folder", $"the target '{target.Text}' {problem}; it is a path under {WorkflowFolder.Workflow}/"));
        }
        else if (target.Text.Split('/')[0].Equals(".optaic", StringComparison.OrdinalIgnoreCase))
        {
            issues.Add(target.Issue("reserved_name", "the folder .optaic is kept for what a run is given"));
        }
    }

    private void CheckSources(DocumentMapping item)
    {
        if (item.Contains("source") == item.Contains("sources"))
        {
            issues.Add(item.Issue("sources", $"an item has either 'source' or 'sources'; found {(item.Contains("source") ? "both" : "neither")}"));
        }

        var sources = item["source"] is DocumentScalar one ? [one] : (item["sources"] as DocumentSequence)?.Items.OfType<DocumentScalar>().ToList() ?? [];
        foreach (var source in sources)
        {
            if (Problem(DataSource.Of(source.Text)) is var (code, message))
            {
                issues.Add(source.Issue(code, message));
            }
        }
    }

    private (string Code, string Message)? Problem(DataSource source) => source.Kind switch
    {
        DataSourceKind.Backpack when TargetPath.Problem(source.Text) is { } problem => ("outside_folder", $"the source '{source.Text}' {problem}; give a path in the backpack, an absolute path, or a URL"),
        DataSourceKind.Backpack when !File.Exists(Path.Combine(folder, source.Text)) => ("missing_file", $"there is no file '{source.Text}' in the backpack"),
        DataSourceKind.Unknown => ("unsupported", $"'{source.Text}' cannot be read by this version of OptAIC: write a path in the backpack, an absolute path, or an http or https URL"),
        DataSourceKind.Web when !Uri.TryCreate(source.Text, UriKind.Absolute, out _) => ("bad_url", $"'{source.Text}' is no URL"),
        DataSourceKind.Web when new Uri(source.Text).UserInfo.Length > 0 => ("secret_in_url", "a URL with a user or a password would stand in files, logs and records"),
        _ => null,
    };

    // Two items in one place would overwrite each other, whichever came last.
    private void CheckOverlaps(IReadOnlyList<DataItem> items, DocumentSequence nodes)
    {
        var taken = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < items.Count; i++)
        {
            var node = (DocumentMapping)nodes.Items[i];
            if (!taken.TryAdd(items[i].Target, items[i].Name))
            {
                issues.Add(node["target"]!.Issue("duplicate_item", $"the target '{items[i].Target}' is that of '{taken[items[i].Target]}' already"));
            }
            else if (!names.Add(items[i].Name))
            {
                issues.Add((node["name"] ?? node).Issue("duplicate_item", $"there is an item '{items[i].Name}' already; give each a name of its own"));
            }
        }

        for (var i = 0; i < items.Count; i++)
        {
            for (var at = items[i].Target.LastIndexOf('/'); at > 0; at = items[i].Target.LastIndexOf('/', at - 1))
            {
                if (taken.TryGetValue(items[i].Target[..at], out var owner))
                {
                    issues.Add(((DocumentMapping)nodes.Items[i])["target"]!.Issue("overlap", $"the target '{items[i].Target}' lies in that of '{owner}'"));
                    break;
                }
            }
        }
    }
}
