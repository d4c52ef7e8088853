using Faultline.AppHost.Embedded;
using Faultline.AppHost.Manifest;

namespace Aspire.Hosting;

/// <summary>Stands for Aspire.Hosting.DistributedApplication.</summary>
public sealed class DistributedApplication
{
    private readonly DistributedApplicationBuilder _builder;

    internal DistributedApplication(DistributedApplicationBuilder builder) => _builder = builder;

    /// <summary>Stands for CreateBuilder.</summary>
    /// <param name="args">--data DIR, --port N, --replay DIR, --speed N, --verbose, or a hidden verb of AppHost's own children.</param>
    public static IDistributedApplicationBuilder CreateBuilder(string[] args)
    {
        Verbs.RunAndExitIfAny(args);
        try
        {
            return new DistributedApplicationBuilder(args);
        }
        catch (DistributedApplicationException fault)
        {
            Console.Error.WriteLine($"AppHost: {fault.Message}");
            Environment.Exit(1);
            throw;
        }
    }

    /// <summary>
    /// Stands for Run: starts the graph and returns when it was told to stop (Ctrl-C, SIGTERM) and everything ended; or writes the manifest.
    /// </summary>
    public void Run() => Environment.ExitCode = _builder.ExecutionContext.IsPublishMode
        ? ManifestPublisher.Publish(_builder)
        : GraphProgram.RunAsync(_builder).GetAwaiter().GetResult();
}
