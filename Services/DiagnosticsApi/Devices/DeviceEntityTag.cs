using Faultline.Contracts;
using Faultline.TimeSeries;
using Microsoft.Net.Http.Headers;

namespace Faultline.DiagnosticsApi.Devices;

/// <summary>
/// The entity tag of a device (RFC 9110 §8.8.3): the digest of its own document, so that a change to another device, which makes a new version of the plant, leaves it as it is.
/// It is taken of what GET shows rather than of the stored text: that may be of an older release, and be written anew with another device's change.
/// </summary>
internal static class DeviceEntityTag
{
    /// <summary>Strong; null when there is no such device.</summary>
    public static EntityTagHeaderValue? Find(PlantConfiguration plant, string id) => plant.Devices.FirstOrDefault(device => device.Id == id) is { } found ? Of(found) : null;

    /// <summary>Strong.</summary>
    public static EntityTagHeaderValue Of(DeviceConfiguration device) => new($"\"{DeviceDocument.Of(device).Digest}\"");
}
