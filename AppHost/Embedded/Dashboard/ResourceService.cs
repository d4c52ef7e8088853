using Faultline.AppHost.Embedded.Dashboard.Wire;
using Grpc.Core;

namespace Faultline.AppHost.Embedded.Dashboard;

/// <summary>The resource service that the Aspire dashboard reads: what there is, what each writes, and start, stop, restart.</summary>
internal sealed class ResourceService(ResourceCatalogue resources) : DashboardService.DashboardServiceBase
{
    public override Task<ApplicationInformationResponse> GetApplicationInformation(ApplicationInformationRequest request, ServerCallContext context) =>
        Task.FromResult(new ApplicationInformationResponse { ApplicationName = "Faultline" });

    public override async Task WatchResources(
        WatchResourcesRequest request, IServerStreamWriter<WatchResourcesUpdate> responseStream, ServerCallContext context)
    {
        var first = true;
        await foreach (var changed in resources.WatchAsync(context.CancellationToken))
        {
            var update = new WatchResourcesUpdate();
            if (first) update.InitialData = new() { Resources = { changed } };
            else update.Changes = new() { Value = { changed.Select(resource => new WatchResourcesChange { Upsert = resource }) } };
            first = false;
            await responseStream.WriteAsync(update, context.CancellationToken);
        }
    }

    public override async Task WatchResourceConsoleLogs(
        WatchResourceConsoleLogsRequest request, IServerStreamWriter<WatchResourceConsoleLogsUpdate> responseStream, ServerCallContext context)
    {
        if (resources.Find(request.ResourceName) is not { } runner)
            throw new RpcException(new Status(StatusCode.NotFound, $"There is no resource {request.ResourceName}."));
        await foreach (var lines in runner.Output.WatchAsync(follow: !request.SuppressFollow, context.CancellationToken))
        {
            var update = new WatchResourceConsoleLogsUpdate();
            update.LogLines.AddRange(lines.Select(line => new ConsoleLogLine { LineNumber = line.Number, Text = line.Text, IsStdErr = line.FromError }));
            await responseStream.WriteAsync(update, context.CancellationToken);
        }
    }

    public override async Task<ResourceCommandResponse> ExecuteResourceCommand(ResourceCommandRequest request, ServerCallContext context)
    {
        var refusal = resources.Find(request.ResourceName) is { } runner
            ? await ResourceCommands.ExecuteAsync(request.CommandName, runner)
            : $"There is no resource {request.ResourceName}.";
        return refusal is null
            ? new() { Kind = ResourceCommandResponseKind.Succeeded }
            : new() { Kind = ResourceCommandResponseKind.Failed, Message = refusal };
    }

    public override async Task WatchInteractions(
        IAsyncStreamReader<WatchInteractionsRequestUpdate> requestStream, IServerStreamWriter<WatchInteractionsResponseUpdate> responseStream, ServerCallContext context)
    {
        while (await requestStream.MoveNext(context.CancellationToken))
        {
        }
    }
}
