using Faultline.Contracts;
using Faultline.Learning.Windows;

namespace Faultline.Scorer.Models;

/// <summary>A loaded model. Immutable; scores from any thread.</summary>
internal interface IClassifier
{
    /// <summary>What predictions carry as model version.</summary>
    string Fingerprint { get; }

    /// <summary>What it answers for, in the order of <see cref="ComponentClasses.All"/>.</summary>
    IReadOnlyList<Component> Components { get; }

    /// <summary>Scores a window in canonical phase; the answer has its components in their order.</summary>
    Verdict Score(CycleWindow window);
}
