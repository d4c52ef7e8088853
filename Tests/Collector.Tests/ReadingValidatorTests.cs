using Faultline.Contracts;
using Xunit;

namespace Faultline.Collector.Tests;

public sealed class ReadingValidatorTests
{
    [Theory]
    [InlineData("PS1", 0)]
    [InlineData("PS1", 400)]
    [InlineData("TS1", -20)]
    [InlineData("SE", 120)]
    public void Accepts_ValuesAtTheEnds_OfThePhysicalRange(string sensor, double value) => Assert.Null(new Validation().Check(sensor, value));

    [Theory]
    [InlineData("PS1", -0.001)]
    [InlineData("PS1", 400.001)]
    [InlineData("TS1", -21)]
    [InlineData("CE", 3.4e38)]
    public void Rejects_Values_OutsideThePhysicalRange(string sensor, double value) =>
        Assert.Equal(QuarantineReason.OutOfRange, new Validation().Check(sensor, value));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Rejects_Values_ThatAreNotFinite(double value) => Assert.Equal(QuarantineReason.NotFinite, new Validation().Check("PS1", value));

    [Fact]
    public void Accepts_Change_AtTheBelievableRate()
    {
        var validation = new Validation();
        validation.Check("TS1", 40, 0);

        Assert.Null(validation.Check("TS1", 50, 1));
    }

    [Fact]
    public void Rejects_Change_BeyondTheBelievableRate()
    {
        var validation = new Validation();
        validation.Check("TS1", 40, 0);

        Assert.Equal(QuarantineReason.RateOfChange, validation.Check("TS1", 50.1, 1));
    }

    [Fact]
    public void Accepts_NewLevel_OnceItCouldHaveBeenReached()
    {
        var validation = new Validation();
        validation.Check("TS1", 40, 0);

        Assert.Equal(QuarantineReason.RateOfChange, validation.Check("TS1", 65, 1));
        Assert.Equal(QuarantineReason.RateOfChange, validation.Check("TS1", 65.1, 2));
        Assert.Null(validation.Check("TS1", 65, 3));
    }

    [Fact]
    public void Accepts_Step_OfPressures() => Assert.Null(Stepped());

    private static QuarantineReason? Stepped()
    {
        var validation = new Validation();
        validation.Check("PS1", 0, 0);
        return validation.Check("PS1", 190, 0.02);
    }

    [Fact]
    public void Accepts_FasterChange_OfAFasterPlant()
    {
        var validation = new Validation(speed: 10);
        validation.Check("TS1", 40, 0);

        Assert.Null(validation.Check("TS1", 50, 0.1));
        Assert.Equal(QuarantineReason.RateOfChange, validation.Check("TS1", 61, 0.2));
    }

    [Fact]
    public void Accepts_StandingValue_AsLongAsBelievable()
    {
        var validation = new Validation();
        validation.Check("PS1", 160, 0);

        Assert.Null(validation.Check("PS1", 160, 10));
    }

    [Fact]
    public void Rejects_FrozenValue_UntilItMoves()
    {
        var validation = new Validation();
        validation.Check("PS1", 160, 0);

        Assert.Equal(QuarantineReason.Frozen, validation.Check("PS1", 160, 10.02));
        Assert.Equal(QuarantineReason.Frozen, validation.Check("PS1", 160, 3600));
        Assert.Null(validation.Check("PS1", 160.1, 3601));
        Assert.Null(validation.Check("PS1", 160.1, 3602));
    }

    [Fact]
    public void Accepts_StandingValue_WhereItIsNormal()
    {
        var validation = new Validation();
        validation.Check("PS2", 0, 0);

        Assert.Null(validation.Check("PS2", 0, 86_400));
    }

    [Fact]
    public void Accepts_SameValue_AfterAReset()
    {
        var validation = new Validation();
        validation.Check("PS1", 160, 0);
        validation.Reset();

        Assert.Null(validation.Check("PS1", 160, 60));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    [InlineData(-1)]
    public void Accepts_Timestamps_WithinTheLimits(double age) => Assert.Null(new Validation().CheckAged("PS1", 160, age));

    [Fact]
    public void Rejects_Timestamp_InTheFuture() => Assert.Equal(QuarantineReason.FutureTimestamp, new Validation().CheckAged("PS1", 160, -1.001));

    [Fact]
    public void Rejects_Timestamp_OlderThanTheLimit() => Assert.Equal(QuarantineReason.StaleTimestamp, new Validation().CheckAged("PS1", 160, 30.001));

    [Fact]
    public void Accepts_Ordinals_OfTheRig() => Assert.Null(new Validation().CheckOrdinal(17));

    [Theory]
    [InlineData(0)]
    [InlineData(18)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void Rejects_UnknownSensors(int ordinal) => Assert.Equal(QuarantineReason.UnknownSensor, new Validation().CheckOrdinal(ordinal));
}
