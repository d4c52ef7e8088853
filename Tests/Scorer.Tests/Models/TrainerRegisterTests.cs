using System.Globalization;
using Faultline.Learning.Twin;
using Faultline.Learning.Windows;
using Faultline.TimeSeries;
using Faultline.Trainer;
using Xunit;

namespace Faultline.Scorer.Tests.Models;

/// <summary>Trainer's upload to a running registry.</summary>
public sealed class TrainerRegisterTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    private const string Token = "FAULTLINE_TOKEN";

    [Fact]
    public async Task Register_AModelFile_IsAVersionThatCanBePromoted()
    {
        using var folder = new TemporaryFolder();
        var model = Path.Combine(folder.Path, "a.model");
        await using (var file = File.Create(model))
            Machine.Model.Save(file);
        WriteCycles(folder.Path);

        var (code, output, errors) = Run(registry.One.Admin, "register", "--model", model, "--data", folder.Path, "--name", "from-trainer", "--url", $"{registry.One.Address}models");

        Assert.Equal((0, ""), (code, errors));
        Assert.Contains("from-trainer/1 is registered", output, StringComparison.Ordinal);
        Assert.Equal(Machine.Model.Info.Version, (await registry.Database.Get<ModelStore>().FindAsync("from-trainer", 1))!.Fingerprint);
        await registry.PromoteAsync(1, "shadow", "from-trainer");
    }

    [Fact]
    public async Task Register_AsAViewer_TellsTheRefusal()
    {
        using var folder = new TemporaryFolder();
        var model = Path.Combine(folder.Path, "a.model");
        await using (var file = File.Create(model))
            Machine.Model.Save(file);
        WriteCycles(folder.Path);

        var (code, _, errors) = Run(registry.One.Viewer, "register", "--model", model, "--data", folder.Path, "--url", $"{registry.One.Address}models");

        Assert.Equal(1, code);
        Assert.Contains("answered 403", errors, StringComparison.Ordinal);
    }

    private static (int Code, string Output, string Errors) Run(HttpClient user, params string[] args)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        Environment.SetEnvironmentVariable(Token, user.DefaultRequestHeaders.Authorization!.Parameter);
        try
        {
            return (TrainerCommands.Run(args, output, errors), output.ToString(), errors.ToString());
        }
        finally
        {
            Environment.SetEnvironmentVariable(Token, null);
        }
    }

    private static void WriteCycles(string folder)
    {
        var cycles = Enumerable.Range(1, 3).Select(seed => Machine.Twin.Cycle(RigCondition.Healthy, seed)).ToArray();
        for (var sensor = 0; sensor < RigLayout.Sensors; sensor++)
            File.WriteAllLines(
                Path.Combine(folder, $"{RigLayout.SensorNames[sensor]}.txt"),
                cycles.Select(cycle => string.Join('\t', cycle.Sensor(sensor).ToArray().Select(value => value.ToString("R", CultureInfo.InvariantCulture)))));
    }
}
