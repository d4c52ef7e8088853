using Faultline.Contracts;

namespace Faultline.DiagnosticsApi.Tags;

/// <summary>A tag and where it belongs.</summary>
/// <param name="Id">Text id of its sensor, such as hydraulic-2.PS1.</param>
/// <param name="Key">The number that stands for it in the tables.</param>
/// <param name="Device">Its device.</param>
/// <param name="SystemId">Its system.</param>
/// <param name="Tag">The tag, as it can be put.</param>
public sealed record TagView(string Id, int Key, string Device, string SystemId, TagConfiguration Tag)
{
    internal static TagView Of(DeviceConfiguration device, TagConfiguration tag) =>
        new($"{device.System.Id}.{tag.Name}", SensorId.Create(device.System.Number, tag.Ordinal).Value, device.Id, device.System.Id, tag);
}
