using Microsoft.Extensions.Logging;
using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>Makes data sources that act in a role and follow a fail-over.</summary>
internal static class StorageConnections
{
    /// <summary>The database's name of a role.</summary>
    public static string NameOf(StorageRole role) => "faultline_" + EnumText<StorageRole>.Of(role);

    /// <summary>The connection string with the role as the session's default, to which a pooled connection's reset returns.</summary>
    public static string InRole(string connectionString, StorageRole role)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        settings.Options = $"{settings.Options} -c role={NameOf(role)}".TrimStart();
        return settings.ConnectionString;
    }

    /// <summary>
    /// A pool of connections in a role. Of several hosts (<c>Host=a,b</c>) the writer takes one that accepts writes, the reader a standby where there is
    /// one, unless the string says otherwise (<c>Target Session Attributes</c>).
    /// </summary>
    public static NpgsqlDataSource Create(string connectionString, StorageRole? role, string applicationName, ILoggerFactory? loggers)
    {
        var builder = new NpgsqlDataSourceBuilder(role is { } assumed ? InRole(connectionString, assumed) : connectionString);
        builder.ConnectionStringBuilder.ApplicationName ??= applicationName;
        builder.UseLoggerFactory(loggers);
        if (builder.ConnectionStringBuilder.Host?.Contains(',', StringComparison.Ordinal) != true)
            return builder.Build();
        var target = builder.ConnectionStringBuilder.TargetSessionAttributes is { } named
            ? ParseTarget(named)
            : role == StorageRole.Reader ? TargetSessionAttributes.PreferStandby : TargetSessionAttributes.ReadWrite;
        builder.ConnectionStringBuilder.TargetSessionAttributes = null;
        return builder.BuildMultiHost().WithTargetSession(target);
    }

    private static TargetSessionAttributes ParseTarget(string name) =>
        Enum.TryParse<TargetSessionAttributes>(name.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var target)
            ? target
            : throw new StorageException($"Target Session Attributes '{name}' is unknown.");
}
