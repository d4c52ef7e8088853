using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>
/// Creates the roles that are missing, makes the login a member of them, and hands tables that the login owns (from before there were roles) to the migrator. Runs as the
/// login, under the migrator's lock. Roles belong to the server: another database's migration may create them at the same moment.
/// </summary>
internal static class RoleSetup
{
    private const string Roles = """
        DO $$
        DECLARE
            wanted text;
        BEGIN
            FOREACH wanted IN ARRAY ARRAY['faultline_migrator', 'faultline_writer', 'faultline_reader'] LOOP
                IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = wanted) THEN
                    BEGIN
                        EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
                    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
                    END;
                END IF;
                IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
                    BEGIN
                        EXECUTE format('GRANT %I TO CURRENT_USER', wanted);
                    EXCEPTION WHEN insufficient_privilege THEN
                        IF NOT pg_has_role(current_user, wanted, 'MEMBER') THEN
                            RAISE;
                        END IF;
                    END;
                END IF;
            END LOOP;
        END $$
        """;

    // Background jobs of the Timescale licence run as the owner of their table, who must be allowed to log in. Without a password nobody can.
    private const string Login = """
        DO $$
        BEGIN
            IF NOT (SELECT rolcanlogin FROM pg_roles WHERE rolname = 'faultline_migrator') THEN
                ALTER ROLE faultline_migrator LOGIN;
            END IF;
        END $$
        """;

    private const string Ownership = """
        DO $$
        DECLARE
            owned regclass;
        BEGIN
            IF NOT has_schema_privilege('faultline_migrator', 'public', 'CREATE') THEN
                GRANT USAGE, CREATE ON SCHEMA public TO faultline_migrator;
            END IF;
            FOR owned IN
                SELECT c.oid FROM pg_class c
                WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relowner = current_user::regrole
                  AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
            LOOP
                EXECUTE format('ALTER TABLE %s OWNER TO faultline_migrator', owned);
            END LOOP;
        END $$
        """;

    /// <exception cref="StorageException">The login may not create roles, and they are not there.</exception>
    public static async Task EnsureAsync(NpgsqlConnection connection, StorageDepth depth, CancellationToken cancellationToken)
    {
        try
        {
            await Sql.Command(connection, Roles).ExecuteAsync(cancellationToken);
            if (depth == StorageDepth.TimescaleCommunity)
                await Sql.Command(connection, Login).ExecuteAsync(cancellationToken);
            await Sql.Command(connection, Ownership).ExecuteAsync(cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new StorageException(
                $"The login may not set up the roles faultline_migrator, faultline_writer and faultline_reader ({exception.MessageText}): give it CREATEROLE, "
                + "or create them and make it a member of each (docs/storage.md).",
                exception);
        }
    }
}
