using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>The users.</summary>
public sealed class UserStore(NpgsqlDataSource dataSource)
{
    /// <summary>The user of that name; null when there is none.</summary>
    public Task<AppUser?> FindAsync(string userName, CancellationToken cancellationToken = default) =>
        Sql.Command(dataSource, "SELECT user_name, password_hash, role FROM app_user WHERE user_name = $1", userName)
            .FirstAsync(Map, cancellationToken);

    /// <summary>All users by name.</summary>
    public async Task<IReadOnlyList<AppUser>> ListAsync(CancellationToken cancellationToken = default) =>
        await Sql.Command(dataSource, "SELECT user_name, password_hash, role FROM app_user ORDER BY user_name").ListAsync(Map, cancellationToken);

    /// <summary>Adds the user, or replaces password hash and role.</summary>
    public Task UpsertAsync(AppUser user, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(user);
        const string Upsert = """
            INSERT INTO app_user (user_name, password_hash, role) VALUES ($1, $2, $3)
            ON CONFLICT (user_name) DO UPDATE SET password_hash = excluded.password_hash, role = excluded.role
            """;
        return Sql.Command(dataSource, Upsert, user.UserName, user.PasswordHash, user.Role).ExecuteAsync(cancellationToken);
    }

    /// <summary>Adds the user unless the name is taken; tells whether it was added.</summary>
    public async Task<bool> AddIfAbsentAsync(AppUser user, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(user);
        const string Insert = "INSERT INTO app_user (user_name, password_hash, role) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
        await using var command = Sql.Command(dataSource, Insert, user.UserName, user.PasswordHash, user.Role);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    private static AppUser Map(NpgsqlDataReader row) => new(row.GetString(0), row.GetString(1), row.GetString(2));
}
