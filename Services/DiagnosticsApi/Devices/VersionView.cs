using Faultline.Contracts;
using Faultline.TimeSeries;

namespace Faultline.DiagnosticsApi.Devices;

/// <summary>A version with everything in it.</summary>
public sealed record VersionView(ConfigurationVersion Version, IReadOnlyList<DeviceConfiguration> Devices);
