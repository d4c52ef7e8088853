using Faultline.Contracts;
using Faultline.Learning.Models;
using Faultline.Learning.Windows;

namespace Faultline.Scorer.Models;

/// <summary>A model file of Trainer.</summary>
internal sealed class RigClassifier(ConditionModel model) : IClassifier
{
    public ModelInfo Info => model.Info;

    public string Fingerprint => model.Info.Version;

    public IReadOnlyList<Component> Components => ComponentClasses.All;

    public Verdict Score(CycleWindow window) => new(model.Score(window));
}
