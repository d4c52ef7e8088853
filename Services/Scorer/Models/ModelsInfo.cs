using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Nodes;
using Faultline.Contracts;
using Faultline.TimeSeries;

namespace Faultline.Scorer.Models;

/// <summary>Describes the models in service: what the model file says of itself, and who has which role.</summary>
internal sealed class ModelsInfo(ModelHost host, ReleaseModel release, ShadowTallyStore tallies, DriftReportStore drift)
{
    /// <summary>
    /// The description of the model file that answers for the cooler, or of the release's where that is an ONNX model, with <c>revision</c> <c>serving</c> (<see cref="ServingView"/>
    /// by component) and <c>drift</c> (<see cref="DriftReport"/> by system) beside it.
    /// </summary>
    public async Task<JsonObject> DescribeAsync(CancellationToken cancellationToken)
    {
        var set = host.Current;
        var file = ComponentClasses.All.Select(component => set.Active(component).Classifier).OfType<RigClassifier>().FirstOrDefault() ?? release.Classifier;
        var info = ModelDescription.Info(file);
        info["revision"] = set.Revision;
        var serving = new List<ServingView>();
        foreach (var component in ComponentClasses.All)
            serving.Add(ServingView.Of(set, component, await TallyAsync(set, component, cancellationToken)));
        info["serving"] = JsonSerializer.SerializeToNode(serving, FaultlineJson.Options);
        info["drift"] = JsonSerializer.SerializeToNode(await DriftAsync(cancellationToken), FaultlineJson.Options);
        return info;
    }

    private async Task<IReadOnlyList<DriftReport>?> DriftAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await drift.ListAsync(cancellationToken);
        }
        catch (DbException exception) when (exception.IsTransient)
        {
            return null;
        }
    }

    // What is in service is known without the database; only the counts are missing while it is away.
    private async Task<ShadowTally?> TallyAsync(ServingSet set, Component component, CancellationToken cancellationToken)
    {
        if (set.Shadow(component) is not { } shadow)
            return null;
        try
        {
            return await tallies.FindAsync(component, set.Active(component).Id, shadow.Id, cancellationToken);
        }
        catch (DbException exception) when (exception.IsTransient)
        {
            return null;
        }
    }
}
