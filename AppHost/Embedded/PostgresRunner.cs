using System.Globalization;
using Npgsql;

namespace Faultline.AppHost.Embedded;

/// <summary>Runs the private PostgreSQL through a child that owns it; see <see cref="PostgresVerb"/>.</summary>
internal sealed class PostgresRunner(PostgresServerResource resource, GraphContext context, PostgresCluster cluster, PostgresInstallation installation)
    : ResourceRunner(resource, context)
{
    private int? _postmaster;

    /// <summary>A fast shutdown writes a checkpoint first.</summary>
    protected override TimeSpan Grace => TimeSpan.FromSeconds(4);

    protected override int? ServingPid => _postmaster ?? base.ServingPid;

    protected override async Task<ChildProcess?> StartAsync(CancellationToken cancellationToken)
    {
        var server = (PostgresServerResource)Resource;
        var user = UnprivilegedUser.ForThisProcess();
        await cluster.EnsureAsync(installation, user, server.PasswordParameter.Value, Log.Append);
        cluster.RememberPort(server.Endpoint.AllocatedPort);
        _postmaster = null;
        var known = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var child = ChildProcess.Start(
            DotNet.StartVerb(
                [Verbs.Postgres, installation.Bin, cluster.Data, user?.Name ?? "-",
                .. PostgresCluster.Settings(server.Endpoint.AllocatedPort, installation.HasTimescale)]),
            (line, _) =>
            {
                if (line.StartsWith(PostgresVerb.PidLine, StringComparison.Ordinal))
                {
                    _postmaster = int.Parse(line[PostgresVerb.PidLine.Length..], CultureInfo.InvariantCulture);
                    known.TrySetResult();
                }

                // PostgreSQL logs by standard error whatever the severity.
                Log.Append(line, fromError: false);
            });
        await Task.WhenAny(known.Task, child.ExitAsync());
        return child;
    }

    protected override async Task<string?> CheckAsync(CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(((PostgresServerResource)Resource).ConnectionString + ";Database=postgres;Pooling=false;Timeout=5");
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("SELECT 1", connection);
        await command.ExecuteScalarAsync(cancellationToken);
        return null;
    }
}
