using System.Diagnostics.Metrics;
using Faultline.Collector.Plant;
using Faultline.Collector.Spooling;
using Faultline.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Faultline.Collector.Tests;

/// <summary>A spool in a folder of its own, to be opened as often as a test likes.</summary>
internal sealed class SpoolFixture : IDisposable
{
    public static readonly SystemId System1 = new("hydraulic-1");
    public static readonly SystemId System2 = new("hydraulic-2");

    public string Folder { get; private set; } = Directory.CreateTempSubdirectory("faultline-spool-").FullName;

    public static CollectorMetrics Metrics { get; } = new(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());

    public static CollectorIdentity Identity { get; } = new(Options.Create(new PlantOptions()));

    public SpoolOptions Settings { get; } = new() { FlushBeforeStore = false };

    public Spool Open()
    {
        Settings.Folder = Folder;
        return new Spool(Options.Create(Settings), Identity, Metrics, NullLogger<Spool>.Instance);
    }

    /// <summary>Another fixture on a copy of the files as they are, which is what a killed process leaves.</summary>
    public SpoolFixture Killed()
    {
        var copy = new SpoolFixture();
        foreach (var file in Directory.EnumerateFiles(Folder).Where(file => Path.GetFileName(file) != "lock"))
            File.Copy(file, Path.Combine(copy.Folder, Path.GetFileName(file)), overwrite: true);
        return copy;
    }

    public static Reading[] Readings(int count, double value = 1) =>
        [.. Enumerable.Range(1, count).Select(i => new Reading(SensorId.Create(1, i), Validation.Start, value, Quality.Good))];

    public static QuarantinedReading Quarantined(string detail) =>
        new(System1, "PS1", Validation.Start, Validation.Start, null, "7fc00000", QuarantineReason.NotFinite, detail);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
