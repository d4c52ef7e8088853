using System.Globalization;
using System.Text;
using Faultline.Scorer.Predict;
using Xunit;

namespace Faultline.Scorer.Tests.Predict;

/// <summary>Compared with the framework's own conversion, bit by bit.</summary>
public sealed class DecimalNumberTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("151.2")]
    [InlineData("0.1")]
    [InlineData("-155.39166666666668")]
    [InlineData("9007199254740992")]
    [InlineData("9007199254740993")]
    [InlineData("999999999999999999")]
    [InlineData("0.000000000000000001")]
    [InlineData("1e-7")]
    [InlineData("2.5E+3")]
    [InlineData("4.9406564584124654e-324")]
    [InlineData("1.7976931348623157e308")]
    public void Parse_ANumber_IsTheNearestDouble(string text) => AssertSame(text);

    [Theory]
    [InlineData("1e999", double.PositiveInfinity)]
    [InlineData("-1e999", double.NegativeInfinity)]
    public void Parse_BeyondDouble_IsInfinite(string text, double expected) => Assert.Equal(expected, DecimalNumber.Parse(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void Parse_ManyNumbers_AreTheNearestDoubles()
    {
        var random = new Random(20261124);
        for (var i = 0; i < 200_000; i++)
        {
            var value = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-8, 12));
            AssertSame(i % 2 == 0 ? value.ToString("R", CultureInfo.InvariantCulture) : Math.Round(value, random.Next(0, 9)).ToString("0.#########", CultureInfo.InvariantCulture));
        }
    }

    private static void AssertSame(string text) => Assert.Equal(
        BitConverter.DoubleToInt64Bits(double.Parse(text, CultureInfo.InvariantCulture)), BitConverter.DoubleToInt64Bits(DecimalNumber.Parse(Encoding.ASCII.GetBytes(text))));
}
