using Faultline.AppHost.Embedded;
using Xunit;

namespace Faultline.AppHost.Tests;

public sealed class ResourceLogTests
{
    [Theory]
    [InlineData("info: Microsoft.Hosting.Lifetime[14]", false, true, false)]
    [InlineData("2026-01-02T03:04:05.0000000Z warn: Faultline.Collector[3]", false, false, true)]
    [InlineData("fail: Faultline.Scorer[1]", false, false, true)]
    [InlineData("fail: Microsoft.Extensions.Diagnostics.HealthChecks.DefaultHealthCheckService[103]", false, true, false)]
    [InlineData("      Polling failed", false, true, true)]
    [InlineData("      Now listening", false, false, false)]
    [InlineData("Unhandled exception. System.Exception", true, false, true)]
    [InlineData("2026-11-24 01:44:20.927 UTC [14663] LOG:  checkpoint complete", true, true, false)]
    [InlineData("2026-11-24 01:44:20.927 UTC [14663] PANIC:  could not write", false, false, true)]
    [InlineData("2026-11-24 01:44:20.927 UTC [14663] FATAL:  the database system is starting up", false, false, false)]
    public void Line_AsksForAttention_ByItsLevel(string line, bool fromError, bool before, bool expected) =>
        Assert.Equal(expected, ResourceLog.IsImportant(line, fromError, before));
}
