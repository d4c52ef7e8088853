using Faultline.Protocols.OpcUa.Client;

namespace Faultline.Protocols.OpcUa.Tests.Client;

public sealed class RequestDivisionTests
{
    [Theory]
    [InlineData(0, 0, new int[0])]
    [InlineData(25, 10, new[] { 10, 10, 5 })]
    [InlineData(2500, 0, new[] { 1000, 1000, 500 })]
    public async Task Operations_AreDividedByTheLimit(int count, int limit, int[] parts)
    {
        var asked = new List<int>();

        var results = await RequestDivision.AskAsync(Enumerable.Range(0, count).ToArray(), (uint)limit, part =>
        {
            asked.Add(part.Length);
            return Task.FromResult(part);
        });

        Assert.Equal(parts, asked);
        Assert.Equal(Enumerable.Range(0, count), results);
    }

    [Fact]
    public async Task RefusalAsTooLarge_HalvesUntilItFits()
    {
        var results = await RequestDivision.AskAsync(
            Enumerable.Range(0, 25).ToArray(), 0,
            part => part.Length > 7 ? throw OpcUaFault.Service(StatusCodes.BadTooManyOperations, "Read") : Task.FromResult(part));

        Assert.Equal(Enumerable.Range(0, 25), results);
    }

    [Fact]
    public async Task OtherRefusals_AndWrongCounts_Fail()
    {
        var refusal = await Assert.ThrowsAsync<OpcUaException>(() => RequestDivision.AskAsync<int, int>(
            [1, 2], 0, _ => throw OpcUaFault.Service(StatusCodes.BadUserAccessDenied, "Read")));
        var wrong = await Assert.ThrowsAsync<OpcUaException>(() => RequestDivision.AskAsync<int, int>([1, 2], 0, _ => Task.FromResult(new[] { 1 })));

        Assert.Equal(StatusCodes.BadUserAccessDenied, refusal.Status);
        Assert.Equal(StatusCodes.BadUnknownResponse, wrong.Status);
    }
}
