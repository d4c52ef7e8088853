using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Faultline.Scorer.Predict;

/// <summary>
/// How much of one user is under way at once, from the head of a request to the end of its answer. More is refused with 429 and a Retry-After. By user: one who sends
/// slowly, or far too much, keeps only himself waiting.
/// </summary>
internal static class RequestLimits
{
    /// <summary>Policy of single windows.</summary>
    public const string Windows = "windows";

    /// <summary>Policy of batches.</summary>
    public const string Batches = "batches";

    /// <summary>Single windows of a user: beyond 2000 a queue of them is longer than it is worth waiting for.</summary>
    public const int WindowsOfUser = 2000;

    /// <summary>Batches of a user being read, scored or answered.</summary>
    public const int BatchesOfUser = 4;

    /// <summary>Batches of a user that wait, unread.</summary>
    public const int WaitingBatchesOfUser = 16;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public static IServiceCollection AddRequestLimits(this IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = (context, _) =>
        {
            context.HttpContext.Response.Headers.RetryAfter = Pause.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
        AddPolicy(options, Windows, new ConcurrencyLimiterOptions { PermitLimit = WindowsOfUser });
        AddPolicy(options, Batches, new ConcurrencyLimiterOptions { PermitLimit = BatchesOfUser, QueueLimit = WaitingBatchesOfUser });
    });

    private static void AddPolicy(RateLimiterOptions options, string name, ConcurrencyLimiterOptions limits)
    {
        var create = new Func<string, ConcurrencyLimiterOptions>(_ => limits);
        options.AddPolicy(name, context => RateLimitPartition.GetConcurrencyLimiter(context.User.Identity?.Name ?? "", create));
    }
}
