using Faultline.Contracts;
using Faultline.DiagnosticsApi.Http;
using Faultline.ServiceDefaults;
using Faultline.TimeSeries;
using Microsoft.AspNetCore.Http.HttpResults;
using StackExchange.Redis;

namespace Faultline.DiagnosticsApi.Devices;

/// <summary>Changes the plant's configuration as a whole: reads the newest version, changes it, judges all of it, saves it if nobody was faster, and hints the collector.</summary>
internal sealed partial class PlantEditor(ConfigurationStore store, SystemRegistry registry, IConnectionMultiplexer redis, ILogger<PlantEditor> logger)
{
    private static readonly StoredConfiguration Nothing = new(new ConfigurationVersion(0, DateTimeOffset.UnixEpoch, "", ""), []);

    // Documents of the version read last: only what changed since is read and parsed again.
    private IReadOnlyDictionary<string, DeviceDocument> known = new Dictionary<string, DeviceDocument>();

    /// <summary>The newest version; number 0 and no devices before the first.</summary>
    public async Task<StoredConfiguration> ReadAsync(CancellationToken cancellationToken)
    {
        var newest = await store.ReadAsync(null, Volatile.Read(ref known), cancellationToken) ?? Nothing;
        Volatile.Write(ref known, newest.Documents.GroupBy(document => document.Digest).ToDictionary(group => group.Key, group => group.First()));
        return newest;
    }

    /// <summary>Makes a new version, or tells everything that is wrong with it.</summary>
    /// <param name="change">What is to be changed.</param>
    /// <param name="user">Who does it.</param>
    /// <param name="comment">What for.</param>
    /// <param name="placeOf">Name of a fault's place in the request; null for device, tag and field.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public Task<Results<Ok<ConfigurationVersion>, ValidationProblem, ProblemHttpResult>> ChangeAsync(
        Func<PlantConfiguration, PlantConfiguration> change, string user, string comment, Func<ConfigurationFault, string>? placeOf, CancellationToken cancellationToken) =>
        ChangeAsync(_ => null, change, user, comment, placeOf, cancellationToken);

    /// <summary>Makes a new version, unless the newest is none that may be changed; nobody can come in between, since only the version that was looked at is replaced.</summary>
    /// <param name="refuse">Why the newest version must not be changed; null when it may.</param>
    /// <param name="change">What is to be changed.</param>
    /// <param name="user">Who does it.</param>
    /// <param name="comment">What for.</param>
    /// <param name="placeOf">Name of a fault's place in the request; null for device, tag and field.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<Results<Ok<ConfigurationVersion>, ValidationProblem, ProblemHttpResult>> ChangeAsync(
        Func<PlantConfiguration, ProblemHttpResult?> refuse, Func<PlantConfiguration, PlantConfiguration> change, string user, string comment,
        Func<ConfigurationFault, string>? placeOf, CancellationToken cancellationToken)
    {
        var current = await ReadAsync(cancellationToken);
        if (refuse(current.Plant) is { } refusal)
            return refusal;
        var changed = change(current.Plant);
        var faults = new RequestFaults();
        foreach (var fault in PlantConfigurationValidator.Validate(changed).Concat(await FindClashesAsync(changed, cancellationToken)))
            faults.Add(placeOf?.Invoke(fault) ?? PlaceOf(fault), fault.Message);
        if (faults.Any)
            return faults.ToResult();
        try
        {
            var saved = await store.SaveAsync(changed, current.Version.Number, user, comment, cancellationToken);
            await HintAsync(saved.Number);
            return TypedResults.Ok(saved);
        }
        catch (ConfigurationConflictException exception)
        {
            return Problems.Conflict(exception.Message + " Try again.");
        }
    }

    private static string PlaceOf(ConfigurationFault fault) => fault.Tag is null ? $"{fault.Device}: {fault.Field}" : $"{fault.Device}.{fault.Tag}: {fault.Field}";

    /// <summary>Numbers are part of the keys of stored readings: a system keeps its own, and nobody else gets it.</summary>
    private async Task<List<ConfigurationFault>> FindClashesAsync(PlantConfiguration plant, CancellationToken cancellationToken)
    {
        List<ConfigurationFault> faults = [];
        var registered = await registry.ListAsync(cancellationToken);
        foreach (var device in plant.Devices)
        {
            var (id, number) = (device.System.Id, device.System.Number);
            if (registered.FirstOrDefault(system => system.Id.Value == id) is { } same && same.Number != number)
                faults.Add(new ConfigurationFault(device.Id, null, "system.number", $"{number}; there are readings of {id} under number {same.Number}."));
            if (registered.FirstOrDefault(system => system.Number == number) is { } other && other.Id.Value != id)
                faults.Add(new ConfigurationFault(device.Id, null, "system.number", $"{number}; there are readings of {other.Id} under that number."));
        }
        return faults;
    }

    private async Task HintAsync(long version)
    {
        try
        {
            await redis.GetSubscriber().PublishAsync(RedisChannel.Literal(Channels.Configuration), version);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            // The collector looks by itself every few seconds.
            LogNoHint(exception.Message);
        }
    }

    [LoggerMessage(LogLevel.Information, "The collector could not be told of the new configuration at once: {Reason}")]
    private partial void LogNoHint(string reason);
}
