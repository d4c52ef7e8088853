using Faultline.Contracts;

namespace Faultline.TimeSeries;

/// <summary>One version of the plant.</summary>
/// <param name="Version">What it is.</param>
/// <param name="Documents">Its devices by their ids.</param>
public sealed record StoredConfiguration(ConfigurationVersion Version, IReadOnlyList<DeviceDocument> Documents)
{
    /// <summary>What it configures.</summary>
    public PlantConfiguration Plant => new([.. Documents.Select(document => document.Device)]);
}
