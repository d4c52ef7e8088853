using Faultline.Contracts;

namespace Faultline.EndToEnd.Line;

/// <summary>One recorded cycle as the simulator replayed it.</summary>
public sealed record ReplayedCycle(string System, int Row, DateTimeOffset StartedAt, DateTimeOffset EndedAt, IReadOnlyDictionary<Component, double> Conditions)
{
    /// <summary>Whether the prediction's window ended after this cycle did.</summary>
    public bool IsBefore(Prediction prediction)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        return prediction.SystemId.Value == System && prediction.Source == PredictionSource.Live && prediction.WindowEnd > EndedAt + ((EndedAt - StartedAt) / 40);
    }

    /// <summary>Whether the prediction's window is this cycle, to within half a sixtieth of it: no other window is.</summary>
    public bool Covers(Prediction prediction)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        return prediction.SystemId.Value == System && prediction.Source == PredictionSource.Live
            && (prediction.WindowEnd - EndedAt).Duration() <= (EndedAt - StartedAt) / 120;
    }
}
