using Faultline.AppHost.Embedded;
using Xunit;

namespace Faultline.AppHost.Tests;

public sealed class HealthReasonTests
{
    [Fact]
    public void Reasons_OfTheFailingChecks_AreTold() => Assert.Equal(
        "redis: Redis does not answer. storing: no reason given",
        HealthReason.Read(
            """
            {"status": "unhealthy", "checks": {"database": {"status": "healthy", "reason": "PostgreSQL 17."},
             "redis": {"status": "unhealthy", "reason": "Redis does not answer."}, "storing": {"status": "degraded", "reason": null}}}
            """));

    [Theory]
    [InlineData("Unhealthy")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"checks\": {\"a\": 1}}")]
    [InlineData("{\"checks\": {\"a\": {}}}")]
    [InlineData("{\"checks\": {\"a\": {\"status\": \"healthy\"}}}")]
    public void OtherAnswers_HaveNoReason(string text) => Assert.Null(HealthReason.Read(text));
}
