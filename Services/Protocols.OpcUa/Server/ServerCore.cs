using Faultline.Protocols.OpcUa.Server.Nodes;
using Faultline.Protocols.OpcUa.Server.Sessions;
using Faultline.Protocols.OpcUa.Server.Subscriptions;

namespace Faultline.Protocols.OpcUa.Server;

/// <summary>What the parts of a server share.</summary>
internal sealed class ServerCore
{
    internal ServerCore(OpcUaServerOptions options, AddressSpace space)
    {
        Options = options;
        Space = space;
        StartTime = options.Clock.GetUtcNow().UtcDateTime;
        Endpoints = new Endpoints(options);
        Sessions = new SessionTable(this);
        Subscriptions = new SubscriptionTable(this);
        Identities = new IdentityCheck(options);
    }

    internal OpcUaServerOptions Options { get; }

    internal AddressSpace Space { get; }

    internal ServerStatistics Statistics { get; } = new();

    internal Endpoints Endpoints { get; }

    internal SessionTable Sessions { get; }

    internal SubscriptionTable Subscriptions { get; }

    internal IdentityCheck Identities { get; }

    internal DateTime StartTime { get; }

    internal bool Stopping { get; set; }

    internal OpcUaServerLimits Limits => Options.Limits;

    internal TimeProvider Clock => Options.Clock;

    internal DateTime Now => Options.Clock.GetUtcNow().UtcDateTime;

    /// <summary>Refuses requests with nothing or too much to do, OPC 10000-4 §7.39.</summary>
    internal void CheckOperations(int count, int most, string request)
    {
        if (count == 0)
            throw OpcUaFault.Service(StatusCodes.BadNothingToDo, request);
        if (count <= most)
            return;
        Statistics.Count(ServerBound.Operations);
        throw OpcUaFault.Service(StatusCodes.BadTooManyOperations, request, $"{count} operations, {most} are allowed");
    }
}
