namespace Faultline.Fuzz;

/// <summary>Memory at the beginning of a run, to compare with its end: what grows with the number of inputs shows in a long run.</summary>
internal sealed class MemoryBound
{
    private const long AllowedGrowth = 64 << 20;
    private readonly long _before = GC.GetTotalMemory(forceFullCollection: true);

    internal void Check()
    {
        var grown = GC.GetTotalMemory(forceFullCollection: true) - _before;
        Assert.True(grown < AllowedGrowth, $"{grown >> 20} MiB more than at the beginning, {AllowedGrowth >> 20} are allowed");
    }
}
