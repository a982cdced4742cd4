using OptAIC.Engine.Sources;
using OptAIC.Model;

namespace OptAIC.Engine.Registry;

/// <content>What servers said of sources: knowledge that nothing but asking them brings back.</content>
internal sealed partial class RegistryIndex
{
    /// <summary>The last answer of every URL that was asked.</summary>
    public IReadOnlyList<SourceAnswer> SourceAnswers() => _database.Query(
        "SELECT url, version, asked_at, problem FROM source_answers",
        r => new SourceAnswer(r.GetString(0), r.IsDBNull(1) ? null : r.GetString(1), UtcTimeConverter.Parse(r.GetString(2)), r.IsDBNull(3) ? null : r.GetString(3)));

    /// <summary>Keeps answers.</summary>
    public void Keep(IReadOnlyList<SourceAnswer> answers) => _database.InUnflushedTransaction(() =>
    {
        foreach (var answer in answers)
        {
            _database.Execute("INSERT OR REPLACE INTO source_answers VALUES($1,$2,$3,$4)", answer.Url, answer.Version, UtcTimeConverter.ToText(answer.AskedAt), answer.Problem);
        }
    });
}
