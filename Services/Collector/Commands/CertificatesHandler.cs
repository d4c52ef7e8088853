using System.Text.Json;
using Faultline.Collector.Drivers.OpcUa;
using Faultline.Contracts;
using Faultline.TimeSeries;

namespace Faultline.Collector.Commands;

/// <summary>Lists, trusts and rejects certificates of OPC UA servers. A device that was refused for its certificate connects by itself at its next attempt.</summary>
internal sealed class CertificatesHandler(OpcUaTrust trust) : ICommandHandler
{
    public string Kind => "certificates";

    public Task<CommandResult> ExecuteAsync(CollectorCommand command, CancellationToken cancellationToken)
    {
        var decision = JsonSerializer.Deserialize<CertificateDecision>(command.Request, FaultlineJson.Options)!;
        string? detail = null;
        if (decision.Thumbprint is { } thumbprint)
        {
            if (!(decision.Trust ? trust.Store.Trust(thumbprint) : trust.Store.Reject(thumbprint)))
                return Task.FromResult(new CommandResult(false, "{}", $"there is no {(decision.Trust ? "rejected" : "trusted")} certificate {thumbprint}"));
            detail = $"{thumbprint} is {(decision.Trust ? "trusted" : "rejected")} from now on";
        }
        var list = new CertificateList(trust.Own.Thumbprint, [.. trust.Store.List().Select(entry => new CertificateState(
            entry.Thumbprint, entry.Trust.ToString().ToLowerInvariant(), entry.Subject, entry.ApplicationUri, entry.NotBefore, entry.NotAfter))]);
        return Task.FromResult(new CommandResult(true, JsonSerializer.Serialize(list, FaultlineJson.Options), detail));
    }
}
