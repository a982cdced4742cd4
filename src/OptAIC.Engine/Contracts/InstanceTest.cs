using System.Text.Json;
using OptAIC.Contracts;
using OptAIC.Definitions;
using OptAIC.Engine.Data;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Expressions;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Flows;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Workspaces;
using OptAIC.Model;

namespace OptAIC.Engine.Contracts;

/// <summary>Checks what an instance has published, when somebody asks or wants to promote it.</summary>
internal sealed class InstanceTest(WorkspaceContext workspace, WorkspaceSnapshot snapshot)
{
    /// <summary>Checks all contracts of an instance, and further ones.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="document">Its document, or what it is to become.</param>
    /// <param name="gate">The gate.</param>
    /// <param name="stage">Stage by which violations are judged.</param>
    /// <param name="request">Further contracts, and the day.</param>
    /// <param name="cancellation">Ends the check.</param>
    /// <exception cref="NotPublishedException">Nothing was published yet.</exception>
    public async Task<IReadOnlyList<OptContractReport>> CheckAsync(
        InstanceRow instance, InstanceDocument document, ContractGate gate, InstanceStage stage, ContractTestRequest request, CancellationToken cancellation)
    {
        var paths = workspace.PathsOf(instance.Directory);
        var contracts = Further(request, new DefinitionMacros(workspace.Definitions, document.Macros)).ToList();
        if (!request.OnlyFurther)
        {
            contracts.InsertRange(0, InstanceContracts.Of(workspace, document, paths, snapshot.PathsOf));
        }

        var day = DateOnly.FromDateTime((request.AsOf ?? workspace.Time.GetUtcNow()).UtcDateTime);
        var knownBy = request.AsOf is { } asOf ? Knowledge.At(asOf) : null;
        var reading = new SubjectReading(workspace, snapshot, new PublishedData(workspace));
        var subject = instance.Type == InstanceType.ModelInstance
            ? reading.AsModel(instance, day, knownBy, cancellation)
            : reading.AsPublished(instance, FlowPairing.DefaultFlow(instance.Flows.Select(f => f.Key.Flow)), day, knownBy, cancellation);
        var reports = new List<OptContractReport>();
        if (!request.OnlyFurther && document.SignalSpec is { } spec && subject.Data.Value is { } data && SignalGate.Check(instance.Name, spec, data, gate).Report is { } signal)
        {
            reports.Add(signal);
        }

        reports.AddRange(await new ContractGates(workspace, document.Macros).CheckAsync(gate, stage, contracts, subject, cancellation).ConfigureAwait(false));
        return reports;
    }

    private static IEnumerable<BoundContract> Further(ContractTestRequest request, DefinitionMacros macros)
    {
        foreach (var file in request.ContractFiles)
        {
            foreach (var contract in ContractFile.Read(file, macros))
            {
                yield return new BoundContract(contract, Path.GetFileName(file), Path.GetDirectoryName(Path.GetFullPath(file)));
            }
        }

        foreach (var condition in request.Conditions)
        {
            yield return new BoundContract(WithShare(ContractReader.OfCondition(condition, macros), request.AllowFailing), "asked");
        }
    }

    private static GuardrailContract WithShare(GuardrailContract contract, double share)
    {
        var config = contract.Config.EnumerateObject().ToDictionary(p => p.Name, p => p.Value);
        config["allow_failing"] = JsonSerializer.SerializeToElement(share, DocumentJson.Default.Double);
        return contract with { Config = JsonSerializer.SerializeToElement(config, DocumentJson.Default.DictionaryStringJsonElement) };
    }
}
