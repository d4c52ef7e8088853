using System.Net;
using Faultline.Contracts;
using Faultline.Dashboard.Api;
using Faultline.Dashboard.Forms;
using Microsoft.AspNetCore.Components;

namespace Faultline.Dashboard.Components;

/// <summary>A form whose content becomes part of a device: saved only over the version that it was opened with.</summary>
public abstract class DeviceEditing : ComponentBase
{
    /// <summary>The routes.</summary>
    [Inject]
    protected DevicesApi Api { get; set; } = null!;

    /// <summary>The device as it was read.</summary>
    [Parameter, EditorRequired]
    public Tagged<DeviceConfiguration> Source { get; set; } = null!;

    /// <summary>It is saved.</summary>
    [Parameter]
    public EventCallback<DeviceConfiguration> Saved { get; set; }

    /// <summary>It is left without being saved.</summary>
    [Parameter]
    public EventCallback Left { get; set; }

    /// <summary>What it asks of the API.</summary>
    protected ApiCall Call { get; } = new();

    /// <summary>What is typed.</summary>
    protected FormFields Fields { get; private set; } = null!;

    /// <summary>The device that the form goes on from: <see cref="Source"/>, or a newer one that was loaded since.</summary>
    protected Tagged<DeviceConfiguration> Basis { get; private set; } = null!;

    /// <summary>How far the form is behind.</summary>
    protected Staleness Staleness { get; private set; }

    /// <summary>What is edited, as the API's faults name it.</summary>
    protected abstract string Place { get; }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Basis = Source;
        Fields = Open(Source.Value);
    }

    /// <summary>The fields for a device.</summary>
    protected abstract FormFields Open(DeviceConfiguration device);

    /// <summary>Takes over the newest device.</summary>
    protected abstract void Renew(DeviceConfiguration device);

    /// <summary>The device with what is typed; null, with the faults told, when it cannot be read.</summary>
    protected abstract DeviceConfiguration? Read();

    /// <summary>Puts the device in force.</summary>
    protected virtual Task<ConfigurationVersion> PutAsync(DeviceConfiguration device) => Api.ReplaceAsync(device, Basis.EntityTag);

    /// <summary>Saves what is typed.</summary>
    protected Task SaveAsync() => Read() is { } device ? SaveAsync(device) : Task.CompletedTask;

    /// <summary>Saves a device, or tells why it is not saved.</summary>
    protected async Task SaveAsync(DeviceConfiguration device)
    {
        Fields.Faults.Clear();
        await Call.TryAsync(() => PutAsync(device));
        if (Call.Failure is { } failure)
            Tell(failure);
        else
            await Saved.InvokeAsync(device);
    }

    /// <summary>Says why it was not saved.</summary>
    protected virtual void Tell(ApiException failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        if (failure.Status == HttpStatusCode.PreconditionFailed)
            Staleness = Staleness.Stale;
        Fields.Faults.Tell(Place, failure.Faults);
    }

    /// <summary>Goes on from the newest device.</summary>
    protected Task RenewAsync() => Call.TryAsync(async () =>
    {
        Basis = await Api.FindAsync(Source.Value.Id);
        Renew(Basis.Value);
        Staleness = Staleness.Renewed;
    });
}
