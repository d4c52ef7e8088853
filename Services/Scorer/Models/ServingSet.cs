using Faultline.Contracts;
using Faultline.Learning.Windows;

namespace Faultline.Scorer.Models;

/// <summary>Which model answers for which component, and which is compared with it. Immutable: a window is scored by one set from beginning to end.</summary>
internal sealed class ServingSet
{
    private readonly ServedModel[] active;
    private readonly ServedModel?[] shadows;
    private readonly (ServedModel Model, (int Own, int Place)[] Answers)[] groups;

    /// <param name="revision">Number of the change of roles that it follows.</param>
    /// <param name="active">One model a component, in the order of <see cref="ComponentClasses.All"/>.</param>
    /// <param name="shadows">The same of the shadows; null where there is none.</param>
    public ServingSet(long revision, IReadOnlyList<ServedModel> active, IReadOnlyList<ServedModel?> shadows)
    {
        Revision = revision;
        this.active = [.. active];
        this.shadows = [.. shadows];
        groups = [.. this.active.Distinct().Select(model => (model, AnswersOf(model)))];
        Version = string.Join('+', this.active.Select(model => model.Classifier.Fingerprint).Distinct());
    }

    /// <summary>Number of the change of roles that it follows; 0 before the registry was reached.</summary>
    public long Revision { get; }

    /// <summary>What predictions carry as model version: the fingerprint, or those of several models in the order of their components with + between.</summary>
    public string Version { get; }

    /// <summary>Whether there is a shadow for any component.</summary>
    public bool HasShadow => shadows.Any(shadow => shadow is not null);

    /// <summary>The model that answers for a component.</summary>
    public ServedModel Active(Component component) => active[(int)component];

    /// <summary>The model that is compared; null when there is none.</summary>
    public ServedModel? Shadow(Component component) => shadows[(int)component];

    /// <summary>Scores a window in canonical phase, each model once.</summary>
    public Verdict Score(CycleWindow window)
    {
        if (groups is [var only])
            return only.Model.Classifier.Score(window);
        var components = new ComponentPrediction[active.Length];
        Anomaly? anomaly = null;
        foreach (var (model, answers) in groups)
        {
            var verdict = model.Classifier.Score(window);
            anomaly ??= verdict.Anomaly;
            foreach (var (own, place) in answers)
                components[place] = verdict.Components[own];
        }
        return new Verdict(components, anomaly);
    }

    private (int, int)[] AnswersOf(ServedModel model) =>
        [.. Enumerable.Range(0, active.Length).Where(place => active[place] == model)
            .Select(place => (model.Classifier.Components.ToList().IndexOf(ComponentClasses.All[place]), place))];
}
