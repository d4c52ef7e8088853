using System.Text.Json;
using Faultline.Contracts;
using Faultline.Learning.Drift;
using Faultline.Learning.Models;
using Faultline.Learning.Windows;
using Faultline.TimeSeries;

namespace Faultline.Scorer.Models;

/// <summary>The drift of one system's windows from one model's training data.</summary>
internal sealed class SystemDrift(RigClassifier classifier)
{
    private readonly DriftMonitor monitor = new(classifier.Model);
    private readonly WindowScore score = new();
    private DateTimeOffset last;
    private DriftReport? report;
    private IReadOnlyList<DriftVerdict> verdicts = [];

    public string Fingerprint => classifier.Fingerprint;

    /// <summary>One entry a sensor, then one a component; empty before there are enough windows.</summary>
    public IReadOnlyList<DriftVerdict> Verdicts => Volatile.Read(ref verdicts);

    public void Add(CycleWindow window, DateTimeOffset windowEnd)
    {
        if (windowEnd - last < HydraulicRig.CycleDuration)
            return;
        last = windowEnd;
        classifier.Model.Score(window.Values, score);
        monitor.Add(window.Values, score);
        var compared = monitor.Compare();
        Volatile.Write(ref verdicts, compared);
        if (compared.Count > 0)
            Volatile.Write(ref report, new DriftReport(default, Fingerprint, monitor.Count, JsonSerializer.SerializeToElement(compared, FaultlineJson.Options), windowEnd));
    }

    /// <summary>The newest report, once.</summary>
    public DriftReport? Take(SystemId system) => Interlocked.Exchange(ref report, null) is { } taken ? taken with { SystemId = system } : null;
}
