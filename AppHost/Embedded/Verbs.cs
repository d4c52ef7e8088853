using System.Runtime.InteropServices;
using Faultline.AppHost.Embedded.Dashboard;

namespace Faultline.AppHost.Embedded;

/// <summary>
/// AppHost's program is also the program of three of its children, chosen by a hidden first argument. Each ends when its standard input does,
/// which happens the moment AppHost is gone, however it went.
/// </summary>
internal static class Verbs
{
    public const string Garnet = "embedded-garnet", Postgres = "embedded-postgres", Aspire = "embedded-aspire";

    /// <summary>Does not return when <paramref name="args"/> begin with a verb.</summary>
    public static void RunAndExitIfAny(string[] args)
    {
        Func<string[], Task<int>>? verb = args switch
        {
            [Garnet, ..] => GarnetVerb.RunAsync,
            [Postgres, ..] => PostgresVerb.RunAsync,
            [Aspire, ..] => AspireVerb.RunAsync,
            _ => null,
        };
        if (verb is null) return;
        Posix.LeaveTerminal();
        Environment.Exit(verb(args[1..]).GetAwaiter().GetResult());
    }

    /// <summary>Completes when AppHost is gone or asks this child to stop.</summary>
    public static async Task StopRequestedAsync()
    {
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            told.TrySetResult();
        });
        await Task.WhenAny(told.Task, Task.Run(() => Console.In.ReadToEndAsync()));
    }
}
