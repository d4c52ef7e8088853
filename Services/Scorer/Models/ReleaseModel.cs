using System.Text.Json;
using Faultline.Contracts;
using Faultline.Learning.Models;
using Faultline.Learning.Twin;
using Faultline.TimeSeries;

namespace Faultline.Scorer.Models;

/// <summary>The model that this release carries: serves until the registry answers, and is registered there.</summary>
internal sealed class ReleaseModel
{
    /// <summary>Name that releases' models are registered under.</summary>
    public const string Name = "hydraulic";

    /// <summary>Who registers and promotes them.</summary>
    public const string User = "release";

    // Healthy, and each component once at its worst and once between: states in which every answer differs.
    private static readonly RigCondition[] SampleConditions =
    [
        RigCondition.Healthy, new(3, 100, 0, 130), new(20, 100, 0, 130), new(100, 73, 0, 130), new(100, 90, 0, 130), new(100, 100, 2, 130),
        new(100, 100, 1, 130), new(100, 100, 0, 90), new(100, 100, 0, 115), new(3, 73, 2, 90),
    ];

    private readonly byte[] content;
    private readonly RigClassifier classifier;
    private readonly RigTwin twin;

    // Takes milliseconds, and a database that is away is asked again and again.
    private readonly Lazy<NewModel> description;

    public ReleaseModel(ConditionModel model, RigTwin twin)
    {
        content = Embedded();
        classifier = new RigClassifier(model);
        this.twin = twin;
        description = new Lazy<NewModel>(Describe);
    }

    public RigClassifier Classifier => classifier;

    /// <summary>The set before the registry answers.</summary>
    public ServingSet Alone()
    {
        var served = new ServedModel(classifier, null);
        return new ServingSet(0, [.. ComponentClasses.All.Select(_ => served)], [.. ComponentClasses.All.Select(_ => (ServedModel?)null)]);
    }

    /// <summary>
    /// Registers it; it becomes active for components that have no active model, and, when it is new, for those whose active one came from a release.
    /// </summary>
    public async Task RegisterAsync(ModelStore store, ModelRoles roles, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (model, isNew) = await store.AddAsync(description.Value, User, now, cancellationToken);
        var current = (await roles.CurrentAsync(cancellationToken)).Items.Where(item => item.Role == ModelRole.Active).ToDictionary(item => item.Component);
        Component[] free = [.. ComponentClasses.All.Where(component =>
            !current.TryGetValue(component, out var item) || (isNew && item.Model.RegisteredBy == User && item.Model.Id != model.Id))];
        if (free.Length > 0)
            await roles.PromoteAsync(model, ModelRole.Active, free, new ModelOrder(User, now, "The model of this release."), cancellationToken);
    }

    private NewModel Describe() => new(
        Name, ModelKind.Faultline, classifier.Fingerprint, ClassifierLoader.HashOf(content), content, classifier.Components, ModelDescription.MetadataOf(classifier),
        ModelDescription.EvaluationOf(classifier), ModelSample.Of([.. SampleConditions.Select((condition, i) => twin.Cycle(condition, seed: i + 1))], classifier));

    private static byte[] Embedded()
    {
        using var stream = typeof(ConditionModel).Assembly.GetManifestResourceStream("hydraulic.model")
            ?? throw new InvalidDataException("the assembly carries no hydraulic.model");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
