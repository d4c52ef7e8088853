using Faultline.Protocols.OpcUa.Client;

namespace Faultline.Protocols.OpcUa.Tests.Client;

public sealed class NotificationSequenceTests
{
    [Fact]
    public void Numbers_GoFromOne_AndAroundWithoutZero()
    {
        var sequence = new NotificationSequence();
        Assert.Equal(1u, sequence.Expected);

        sequence.SkipTo(uint.MaxValue - 1);
        sequence.Pass(uint.MaxValue - 1);
        Assert.Equal((0u, 1u, 2u), (sequence.DistanceTo(uint.MaxValue), sequence.DistanceTo(1), sequence.DistanceTo(2)));
        sequence.Pass(uint.MaxValue);

        Assert.Equal(1u, sequence.Expected);
    }

    [Theory]
    [InlineData(10, 9, true)]
    [InlineData(10, 10, false)]
    [InlineData(10, 11, false)]
    [InlineData(1, uint.MaxValue, true)]
    [InlineData(uint.MaxValue, 1, false)]
    [InlineData(5, 0, true)]
    public void Passed_IsWhatLiesBehind(uint expected, uint number, bool passed)
    {
        var sequence = new NotificationSequence();
        sequence.SkipTo(expected);

        Assert.Equal(passed, sequence.IsPassed(number));
    }
}
