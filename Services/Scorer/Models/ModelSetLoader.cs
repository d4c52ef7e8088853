using Faultline.Contracts;
using Faultline.TimeSeries;

namespace Faultline.Scorer.Models;

/// <summary>Makes the set of some roles; models that are in service already are not loaded again.</summary>
internal static class ModelSetLoader
{
    /// <exception cref="ModelRejectedException">A model that has a role cannot be used, or a component has no active model.</exception>
    public static async Task<ServingSet> LoadAsync(ModelStore store, ModelAssignments roles, ServingSet before, CancellationToken cancellationToken)
    {
        var loaded = new Dictionary<int, ServedModel>();
        foreach (var component in ComponentClasses.All)
        {
            foreach (var model in (ServedModel?[])[before.Active(component), before.Shadow(component)])
            {
                if (model is { Id: > 0 })
                    loaded[model.Id] = model;
            }
        }
        foreach (var item in roles.Items.Where(item => !loaded.ContainsKey(item.Model.Id)).DistinctBy(item => item.Model.Id))
            loaded[item.Model.Id] = await LoadAsync(store, item.Model, cancellationToken);
        ServedModel? Of(ModelRole role, Component component) =>
            roles.Items.FirstOrDefault(item => item.Role == role && item.Component == component) is { } item ? loaded[item.Model.Id] : null;
        return new ServingSet(
            roles.Revision,
            [.. ComponentClasses.All.Select(component =>
                Of(ModelRole.Active, component) ?? throw new ModelRejectedException([$"The {component} has no active model."]))],
            [.. ComponentClasses.All.Select(component => Of(ModelRole.Shadow, component))]);
    }

    /// <summary>Loads one version and tries it on its sample.</summary>
    /// <exception cref="ModelRejectedException">It cannot be used.</exception>
    public static async Task<ServedModel> LoadAsync(ModelStore store, RegisteredModel model, CancellationToken cancellationToken)
    {
        var content = await store.ContentAsync(model.Id, cancellationToken);
        return new ServedModel(ClassifierLoader.Load(model.Kind, content.Bytes, model.Sha256, model.Components, content.Sample), model);
    }
}
