using Faultline.Contracts;
using Faultline.TimeSeries;
using StackExchange.Redis;

namespace Faultline.Scorer.Models;

/// <summary>Changes of roles: tried, stored with their reason, taken into service here and announced to the other replicas.</summary>
internal sealed partial class ModelRegistry(
    ModelStore store, ModelRoles roles, ModelSync sync, IConnectionMultiplexer redis, TimeProvider clock, ILogger<ModelRegistry> logger)
{
    /// <summary>Gives a version a role.</summary>
    /// <exception cref="ModelRejectedException">It cannot be loaded or does not answer its sample as expected.</exception>
    public async Task<ModelAssignments> PromoteAsync(
        RegisteredModel model, ModelRole role, IReadOnlyList<Component> components, string user, string reason, CancellationToken cancellationToken)
    {
        var tried = await ModelSetLoader.LoadAsync(store, model, cancellationToken);
        (tried.Classifier as IDisposable)?.Dispose();
        await roles.PromoteAsync(model, role, components, Order(user, reason), cancellationToken);
        LogChanged(user, $"{model.Name}/{model.Version} {role} for {string.Join(", ", components)}", reason);
        return await AnnounceAsync(cancellationToken);
    }

    /// <summary>Gives the active role back to the former model.</summary>
    /// <exception cref="StorageException">There is no former model.</exception>
    public async Task<ModelAssignments> RollBackAsync(IReadOnlyList<Component> components, string user, string reason, CancellationToken cancellationToken)
    {
        await roles.RollBackAsync(components, Order(user, reason), cancellationToken);
        LogChanged(user, $"rolled back {string.Join(", ", components)}", reason);
        return await AnnounceAsync(cancellationToken);
    }

    /// <summary>Takes the shadow role away.</summary>
    public async Task<ModelAssignments> WithdrawAsync(IReadOnlyList<Component> components, string user, string reason, CancellationToken cancellationToken)
    {
        await roles.WithdrawAsync(components, Order(user, reason), cancellationToken);
        LogChanged(user, $"withdrew the shadow of {string.Join(", ", components)}", reason);
        return await AnnounceAsync(cancellationToken);
    }

    private ModelOrder Order(string user, string reason) => new(user, clock.GetUtcNow(), reason);

    private async Task<ModelAssignments> AnnounceAsync(CancellationToken cancellationToken)
    {
        var current = await roles.CurrentAsync(cancellationToken);
        try
        {
            await redis.GetSubscriber().PublishAsync(RedisChannel.Literal(Channels.Models), current.Revision);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            LogNotAnnounced(exception.Message);
        }
        await sync.RefreshAsync(cancellationToken);
        return current;
    }

    [LoggerMessage(LogLevel.Information, "{User} changed the models' roles: {Change}. {Reason}")]
    private partial void LogChanged(string user, string change, string reason);

    [LoggerMessage(LogLevel.Debug, "The changed roles were not announced, other replicas see them within half a second: {Reason}")]
    private partial void LogNotAnnounced(string reason);
}
