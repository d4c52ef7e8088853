using Faultline.Contracts;
using Faultline.TimeSeries;

namespace Faultline.DiagnosticsApi.Devices;

/// <summary>A device and how it stands.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">For people.</param>
/// <param name="Enabled">Whether it is read.</param>
/// <param name="SystemId">Its system.</param>
/// <param name="Protocol">What it speaks.</param>
/// <param name="Host">Where it is.</param>
/// <param name="Port">Its port.</param>
/// <param name="Tags">How many tags it has.</param>
/// <param name="Status">How reading it goes, as the collector last told; null before it did.</param>
public sealed record DeviceView(
    string Id, string Name, bool Enabled, string SystemId, DeviceProtocol Protocol, string Host, int Port, int Tags, DeviceStatus? Status)
{
    internal static DeviceView Of(DeviceConfiguration device, DeviceStatus? status) =>
        new(device.Id, device.Name, device.Enabled, device.System.Id, device.Protocol, device.Host, device.Port, device.Tags.Count, status);
}
