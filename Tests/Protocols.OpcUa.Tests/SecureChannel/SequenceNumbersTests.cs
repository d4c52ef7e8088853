using Faultline.Protocols.OpcUa.SecureChannel;

namespace Faultline.Protocols.OpcUa.Tests.SecureChannel;

public sealed class SequenceNumbersTests
{
    private const uint WrapAfter = uint.MaxValue - 1024;

    [Fact]
    public void First_MayBeAny_ThenOneMoreEach()
    {
        var numbers = new SequenceNumbers();
        Assert.True(numbers.Accept(51));
        Assert.True(numbers.Accept(52));
    }

    [Theory]
    [InlineData(52u)]
    [InlineData(51u)]
    [InlineData(54u)]
    [InlineData(0u)]
    public void RepeatedSkippedAndReordered_AreRefused(uint number) => Assert.False(new SequenceNumbers(52).Accept(number));

    [Fact]
    public void Refused_DoesNotMoveOn()
    {
        var numbers = new SequenceNumbers(52);
        Assert.False(numbers.Accept(60));
        Assert.True(numbers.Accept(53));
    }

    [Theory]
    [InlineData(WrapAfter + 1, 0u, true)]
    [InlineData(WrapAfter + 1, 1023u, true)]
    [InlineData(uint.MaxValue, 0u, true)]
    [InlineData(WrapAfter + 1, 1024u, false)]
    [InlineData(WrapAfter, 1u, false)]
    public void Wraparound_IsAllowedPastTheMark_ToBelow1024(uint last, uint next, bool accepted) =>
        Assert.Equal(accepted, new SequenceNumbers(last).Accept(next));

    [Fact]
    public void Next_WrapsPastTheMark()
    {
        Assert.Equal(WrapAfter + 1, new SequenceNumbers(WrapAfter).Next());
        Assert.Equal(1u, new SequenceNumbers(WrapAfter + 1).Next());
    }
}
