using Faultline.Learning.Drift;
using Faultline.Scorer.Models;
using Xunit;

namespace Faultline.Scorer.Tests.Models;

public sealed class DriftWatchTests : IDisposable
{
    private readonly ScorerMetrics metrics = new();

    public void Dispose() => metrics.Dispose();

    [Fact]
    public void Watch_OneWindowACycle_ReportsOnceThereAreEnough()
    {
        var watch = new DriftWatch(metrics);
        var set = new ModelHost(new ReleaseModel(Machine.Model, Machine.Twin)).Current;
        var cycle = new Machine().Cycle;

        // Two windows a cycle: each other one does not count.
        for (var window = 0; window < (DriftMonitor.FewestWindows * 2) - 2; window++)
            watch.Watch(Machine.Definition.Id, set, cycle, Machine.At(window * 30));
        Assert.Empty(watch.Take());
        watch.Watch(Machine.Definition.Id, set, cycle, Machine.At(DriftMonitor.FewestWindows * 60));

        var report = Assert.Single(watch.Take());
        Assert.Equal((Machine.Definition.Id, DriftMonitor.FewestWindows, Machine.Model.Info.Version), (report.SystemId, report.Windows, report.Fingerprint));
        Assert.Equal(21, report.Verdicts.GetArrayLength());
        // A machine that lives in one condition only is not what the model was judged on.
        Assert.Contains(report.Verdicts.EnumerateArray(), verdict => verdict.GetProperty("has_drifted").GetBoolean());
        Assert.Empty(watch.Take());
    }
}
