using Microsoft.AspNetCore.RateLimiting;

namespace Faultline.Scorer.Predict;

/// <summary>Bounds how many batches are in memory at once; the next ones wait, and more than that are refused with 503.</summary>
internal static class BatchGate
{
    /// <summary>Name of the policy.</summary>
    public const string Policy = "batches";

    /// <summary>Batches read and scored at once: at most 128 MB of bodies.</summary>
    public const int Concurrent = 4;

    /// <summary>Batches that wait, unread.</summary>
    public const int Waiting = 64;

    public static IServiceCollection AddBatchGate(this IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.RejectionStatusCode = StatusCodes.Status503ServiceUnavailable;
        options.AddConcurrencyLimiter(Policy, limiter => (limiter.PermitLimit, limiter.QueueLimit) = (Concurrent, Waiting));
    });
}
