using System.Data.Common;
using Faultline.TimeSeries;
using Microsoft.Extensions.Options;

namespace Faultline.DiagnosticsApi.Auth;

/// <summary>Makes sure that the administrator can sign in with the configured password; waits for the database.</summary>
internal sealed partial class AdminSeeder(UserStore users, Passwords passwords, IOptions<AdminOptions> options, TimeProvider clock, ILogger<AdminSeeder> logger)
    : BackgroundService
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.AdminPassword.Length == 0)
        {
            LogNoPassword();
            return;
        }
        // Leaves the start-up to the listener: a hash takes a tenth of a second.
        await Task.Yield();
        while (!await TrySeedAsync(stoppingToken))
            await Task.Delay(RetryInterval, clock, stoppingToken);
    }

    private async Task<bool> TrySeedAsync(CancellationToken stoppingToken)
    {
        try
        {
            var password = options.Value.AdminPassword;
            var known = await users.FindAsync(AdminOptions.UserName, stoppingToken);
            if (known is { Role: "admin" } && passwords.Verify(known.PasswordHash, password))
                return true;
            await users.UpsertAsync(new AppUser(AdminOptions.UserName, passwords.Hash(password), "admin"), stoppingToken);
            LogSeeded(AdminOptions.UserName);
            return true;
        }
        catch (DbException exception)
        {
            LogWaiting(exception.Message);
            return false;
        }
    }
}
