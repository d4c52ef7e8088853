using Faultline.Contracts;
using Faultline.DiagnosticsApi.Readings;
using Xunit;

namespace Faultline.DiagnosticsApi.Tests.Resources;

/// <summary>Files of any length are written in the memory of a short one.</summary>
public sealed class ExportMemoryTests
{
    private const int Rows = 2_000_000;

    /// <summary>More than the columns of a row group with their encoders, and far less than the rows.</summary>
    private const long Bound = 48L * 1024 * 1024;

    private static readonly Dictionary<SensorId, string> Names = new() { [SensorId.Create(1, 1)] = "hydraulic-1.PS1" };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Export_OfMillionsOfRows_KeepsLittleInMemory(bool isParquet)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var most = 0L;
        var rows = ReadingsAsync(() => most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before));

        await (isParquet
            ? ReadingParquet.WriteAsync(Stream.Null, rows, Names, CancellationToken.None)
            : ReadingCsv.WriteAsync(Stream.Null, rows, Names, CancellationToken.None));

        Assert.InRange(most, 1, Bound);
    }

    private static async IAsyncEnumerable<Reading> ReadingsAsync(Action measure)
    {
        var start = new DateTimeOffset(2026, 3, 14, 0, 0, 0, TimeSpan.Zero);
        for (var i = 0; i < Rows; i++)
        {
            if (i % 200_000 == 150_000)
            {
                measure();
                await Task.Yield();
            }
            yield return new Reading(SensorId.Create(1, 1), start.AddMilliseconds(i), i * 0.37, Quality.Good);
        }
    }
}
