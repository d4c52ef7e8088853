using Xunit;

namespace Faultline.Contracts.Tests.Architecture;

/// <summary>Dependencies point down: services -> (TimeSeries | Learning | Alarms | Protocols.*) -> Contracts.</summary>
public sealed class DependencyTests
{
    private static readonly string[] Services = ["Schema", "Simulator", "Collector", "Trainer", "Scorer", "DiagnosticsApi"];
    private static readonly string[] Libraries = ["TimeSeries", "Learning", "Alarms", "Protocols.Modbus", "Protocols.OpcUa"];
    private static readonly ProjectReferences Projects = ProjectReferences.Read();

    [Fact]
    public void Contracts_DependsOn_NoProject() => Assert.Empty(Projects.References["Contracts"]);

    [Fact]
    public void Libraries_DependOn_ContractsOnly() =>
        Assert.All(Libraries, name => Assert.All(Projects.References[name], reference => Assert.Equal("Contracts", reference)));

    [Theory]
    [InlineData("Protocols.Modbus")]
    [InlineData("Protocols.OpcUa")]
    [InlineData("Protocols.OpcUa.Generator")]
    public void Protocols_DependOn_NoProjectAndNoPackage(string name)
    {
        Assert.Empty(Projects.References[name]);
        Assert.DoesNotContain("PackageReference", File.ReadAllText(Path.Combine(Projects.Root, "Services", name, $"{name}.csproj")), StringComparison.Ordinal);
    }

    [Fact]
    public void Services_DependOn_NoOtherService() =>
        Assert.All(Services, name => Assert.DoesNotContain(Projects.References[name], reference => Services.Contains(reference)));

    [Fact]
    public void ServiceDefaults_DependsOn_NoProject() => Assert.Empty(Projects.References["ServiceDefaults"]);

    [Fact]
    public void Dashboard_DependsOn_ContractsOnly() => Assert.Equal(["Contracts"], Projects.References["Dashboard"]);

    [Fact]
    public void Gateway_DependsOn_NoServiceAndNoLibrary() =>
        Assert.All(Projects.References["Gateway"], reference => Assert.Contains(reference, new[] { "ServiceDefaults", "Dashboard", "Contracts" }));
}
