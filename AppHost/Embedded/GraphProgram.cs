using Faultline.AppHost.Embedded.Dashboard;

namespace Faultline.AppHost.Embedded;

/// <summary>What AppHost does from Run() to its exit.</summary>
internal static class GraphProgram
{
    private const string PasswordParameter = "admin-password";

    /// <returns>Exit code: 0 after being told to stop, 1 when the graph could not run.</returns>
    public static async Task<int> RunAsync(DistributedApplicationBuilder builder)
    {
        var console = new ConsoleOutput(builder.Settings.IsVerbose);
        using var stopping = new CancellationTokenSource();
        using var signals = new StopSignals(stopping);
        try
        {
            if (builder.Data.Notice is { } notice) console.Say(notice);
            using var held = builder.Data.Lock();
            await Predecessor.WaitAsync(builder.Data, console, stopping.Token);
            var context = new GraphContext(builder, new StatusBoard(Path.Combine(builder.Data.Run, "resources.json"), console), console, stopping.Token);
            using var graph = new Graph(builder, context);
            return await RunAsync(graph, context);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return 0;
        }
        catch (DistributedApplicationException fault)
        {
            await Console.Error.WriteLineAsync($"AppHost: {fault.Message}");
            return 1;
        }
    }

    private static async Task<int> RunAsync(Graph graph, GraphContext context)
    {
        context.Console.Say($"Data: {context.Builder.Data.Path}");
        var prepared = AspireDashboard.Prepare(context.Builder, context.TakenPorts, context.Console);
        graph.Begin();
        var catalogue = new ResourceCatalogue(graph.Runners, context.Board, new SecretMask(context.Builder.Resources));
        await using var dashboard = prepared is { } aspire ? await AspireDashboard.StartAsync(aspire.Program, aspire.Settings, catalogue, context) : null;
        try
        {
            var ready = graph.ReadyAsync(context.Stopping);
            await Task.WhenAny(ready, context.Failed);
            if (ready.IsCompletedSuccessfully) SayReady(context);
            await Task.WhenAny(context.Failed, Task.Delay(Timeout.Infinite, context.Stopping));
        }
        finally
        {
            context.Console.Say("Stopping");
            await graph.StopAsync();
        }

        return context.Failed.IsCompleted ? throw await context.Failed : 0;
    }

    private static void SayReady(GraphContext context)
    {
        var builder = context.Builder;
        var address = builder.Resources.SelectMany(resource => resource.Annotations.OfType<EndpointAnnotation>()).First(endpoint => endpoint.IsExternal).Url;
        context.Console.Say($"Dashboard: {address}");
        // Once, and only one that was generated: whoever set it knows it, and the database keeps the first.
        var generated = builder.Secrets.Find(PasswordParameter);
        var isFirstReady = false;
        builder.Secrets.GetOrAdd(PasswordParameter + "-announced", () =>
        {
            isFirstReady = true;
            return "yes";
        });
        if (isFirstReady && generated is not null && builder.Configuration[$"Parameters:{PasswordParameter}"] is null or "")
            context.Console.Say($"Sign in as admin with the password {generated} (shown only this once)");
    }
}
