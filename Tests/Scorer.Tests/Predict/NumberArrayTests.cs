using System.Globalization;
using System.Text;
using System.Text.Json;
using Faultline.Scorer.Predict;
using Xunit;

namespace Faultline.Scorer.Tests.Predict;

/// <summary>Compared with the framework's reader: what is read in one go is the same, what is not is left to it.</summary>
public sealed class NumberArrayTests
{
    [Theory]
    [InlineData("1]", 1)]
    [InlineData("0,-0.5,12.25]", 3)]
    [InlineData("123456789012345,0.12345678901234]", 2)]
    public void Read_PlainNumbers_AreTheFrameworks(string json, int expected) => Assert.Equal(expected, AssertSame(json));

    [Theory]
    [InlineData("]")]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1,")]
    [InlineData("1,]")]
    [InlineData("01]")]
    [InlineData("-]")]
    [InlineData("1.]")]
    [InlineData(".5]")]
    [InlineData("+1]")]
    [InlineData("1 ,2]")]
    [InlineData("1, 2]")]
    [InlineData("1e3]")]
    [InlineData("null]")]
    [InlineData("\"NaN\"]")]
    [InlineData("1234567890123456]")]
    [InlineData("1.123456789012345]")]
    [InlineData("1,2,3,4,5]")]
    public void Read_AnythingElse_IsLeft(string json) => Assert.Equal(-1, NumberArray.Read(Encoding.ASCII.GetBytes(json), new double[4], out _));

    [Fact]
    public void Read_ManyArrays_AreTheFrameworks()
    {
        var random = new Random(1);
        for (var i = 0; i < 20_000; i++)
        {
            var numbers = Enumerable.Range(0, random.Next(1, 5)).Select(_ => Math.Round((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-3, 9)), random.Next(0, 6)));
            AssertSame(string.Join(',', numbers.Select(value => value.ToString("0.######", CultureInfo.InvariantCulture))) + "]");
        }
    }

    [Fact]
    public void Read_RandomBytes_StaysWithinThem()
    {
        var random = new Random(2);
        var alphabet = "0123456789-.,]e \0"u8.ToArray();
        var values = new double[8];
        for (var i = 0; i < 200_000; i++)
        {
            var json = random.GetItems(alphabet, random.Next(0, 20));
            var close = NumberArray.Read(json, values, out var count);
            if (close < 0)
                continue;
            Assert.Equal((byte)']', json[close]);
            using var framework = JsonDocument.Parse("[" + Encoding.ASCII.GetString(json, 0, close + 1));
            Assert.Equal(framework.RootElement.GetArrayLength(), count);
        }
    }

    private static int AssertSame(string json)
    {
        var values = new double[8];
        Assert.Equal(json.Length - 1, NumberArray.Read(Encoding.ASCII.GetBytes(json), values, out var count));
        using var framework = JsonDocument.Parse("[" + json);
        Assert.Equal(
            framework.RootElement.EnumerateArray().Select(value => BitConverter.DoubleToInt64Bits(value.GetDouble())),
            values.Take(count).Select(BitConverter.DoubleToInt64Bits));
        return count;
    }
}
