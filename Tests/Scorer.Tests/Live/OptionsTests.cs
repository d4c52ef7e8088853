using Faultline.Alarms.Faults;
using Faultline.Scorer.Live;
using Xunit;

namespace Faultline.Scorer.Tests.Live;

public sealed class OptionsTests
{
    [Fact]
    public void Accepts_TheDefaults()
    {
        Assert.True(new LiveOptionsValidator().Validate(null, new LiveOptions()).Succeeded);
        Assert.True(new FaultOptionsValidator().Validate(null, new PredictedFaultOptions()).Succeeded);
    }

    [Fact]
    public void Rejects_LiveValuesOutOfRange_AllAtOnce()
    {
        var result = new LiveOptionsValidator().Validate(null, new LiveOptions { Silence = TimeSpan.Zero, Lease = TimeSpan.FromHours(1) });

        Assert.Equal(2, result.Failures!.Count());
        Assert.Contains("Scorer:Silence", result.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Rejects_FaultValuesOutOfRange_AllAtOnce()
    {
        var options = new PredictedFaultOptions { Persistence = -TimeSpan.FromSeconds(1), MinimumProbability = double.NaN };

        Assert.Equal(2, new FaultOptionsValidator().Validate(null, options).Failures!.Count());
    }
}
