using OptAIC.Contracts;
using OptAIC.Engine.Contracts;
using OptAIC.Engine.Data;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Workspaces;
using OptAIC.Model;

namespace OptAIC.Engine.Models;

/// <summary>Makes a version of a model the one that predictions are made with, after its contracts were checked against what its training measured.</summary>
internal sealed class ModelVersionPromotion(WorkspaceContext workspace, WorkspaceSnapshot snapshot, InstanceRow instance, PublishRequest request)
{
    private const string Latest = "latest";
    private const int LeastCharacters = 4;

    private readonly InstancePaths _paths = workspace.PathsOf(instance.Directory);

    /// <summary>Checks the version, and unless it is only to be shown, makes it active.</summary>
    /// <exception cref="ModelNotFoundException">There is no such version.</exception>
    /// <exception cref="ContractViolationException">A contract refuses it.</exception>
    public async Task<OptPromotion> PromoteAsync(bool whatIf, CancellationToken cancellation)
    {
        if (instance.Flows.All(f => f.Key.Flow != FlowKind.Training))
        {
            throw new NoModelInstanceException(instance.Name, instance.Type);
        }

        if (request is not { To: null, Stage: null })
        {
            throw new PromotionRefusedException(
                instance.Name,
                [new OptIssue { Severity = IssueSeverity.Error, Code = "one_thing", Message = "a version of a model and a stage or type are promoted one after the other" }],
                "leave one of them out");
        }

        var model = Find(request.ModelVersion!);
        var promotion = new OptPromotion
        {
            Name = instance.Name,
            InstanceId = instance.Id,
            FromType = instance.Type,
            ToType = instance.Type,
            FromStage = instance.Stage,
            ToStage = instance.Stage,
            FromModel = ModelVersions.Active(_paths)?.Version,
            ToModel = model.Version,
            IsPreview = whatIf,
            At = workspace.Time.GetUtcNow(),
            By = workspace.Actor,
            Reason = request.Reason,
        };
        if (!promotion.Changed)
        {
            return promotion;
        }

        promotion = promotion with { Contracts = await CheckAsync(model, whatIf, cancellation).ConfigureAwait(false) };
        if (!whatIf)
        {
            new ModelActivationWriter(workspace, instance.Id, instance.Name, _paths).Promote(model.Version, request.Reason, promotion.Contracts, cancellation);
        }

        return promotion;
    }

    private async Task<IReadOnlyList<OptContractReport>> CheckAsync(ModelDocument model, bool whatIf, CancellationToken cancellation)
    {
        var document = InstanceFolder.Document(_paths);
        var contracts = InstanceContracts.Of(workspace, document, _paths, snapshot.PathsOf);
        var day = DateOnly.FromDateTime(workspace.Time.GetUtcNow().UtcDateTime);
        var subject = new SubjectReading(workspace, snapshot, new PublishedData(workspace)).AsModelVersion(instance, model, day, cancellation);
        var reports = await new ContractGates(workspace, document.Macros).CheckAsync(ContractGate.OnPromotion, document.Stage, contracts, subject, cancellation).ConfigureAwait(false);
        if (!whatIf && reports.Any(r => r.Outcome == ContractOutcome.Blocked))
        {
            workspace.Activity.Append("model.promotion_refused", instance.Name, ("version", model.Version), ("reason", request.Reason));
        }

        ContractGates.Enforce(instance.Name, reports);
        return reports;
    }

    private ModelDocument Find(string text)
    {
        var all = ModelVersions.All(_paths);
        if (all.Count == 0)
        {
            throw NotFound("no version of the model was trained yet", $"train one with 'optaic flow start {instance.Name} --flow training'");
        }

        if (text.Equals(Latest, StringComparison.OrdinalIgnoreCase))
        {
            return all[0];
        }

        var found = text.Length < LeastCharacters ? [] : all.Where(m => m.Version.StartsWith(text, StringComparison.OrdinalIgnoreCase)).ToList();
        return found switch
        {
            [var only] => only,
            [] => throw NotFound($"there is no version '{text}'", $"there are {string.Join(", ", all.Take(5).Select(m => m.Version[..12]))}; 'optaic model list {instance.Name}' shows them"),
            _ => throw NotFound($"'{text}' is the beginning of {found.Count} versions", "write more of it"),
        };
    }

    private ModelNotFoundException NotFound(string problem, string hint) => new(instance.Name, problem, hint);
}
