using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Faultline.DiagnosticsApi.Auth;

/// <summary>
/// Password hashes: PBKDF2 with HMAC-SHA-512, 128-bit salt (ASP.NET Core Identity's format version 3), 210,000 iterations as the OWASP password
/// storage cheat sheet asks for. At most one hash a processor runs at a time, so that a flood of sign-ins cannot starve the live hub.
/// </summary>
internal sealed class Passwords : IDisposable
{
    public const int Iterations = 210_000;

    private static readonly object NoUser = new();
    private readonly PasswordHasher<object> hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));
    private readonly SemaphoreSlim places = new(Math.Max(1, Environment.ProcessorCount - 1));
    private readonly Lazy<string> hashOfNobody;

    public Passwords() => hashOfNobody = new Lazy<string>(() => Hash(Guid.NewGuid().ToString()));

    public string Hash(string password) => hasher.HashPassword(NoUser, password);

    public bool Verify(string hash, string password) => hasher.VerifyHashedPassword(NoUser, hash, password) != PasswordVerificationResult.Failed;

    /// <summary>Verifies; with <paramref name="hash"/> null (no such user) it takes as long and fails, so that names cannot be found out by time.</summary>
    public async Task<bool> VerifyAsync(string? hash, string password, CancellationToken cancellationToken)
    {
        await places.WaitAsync(cancellationToken);
        try
        {
            var isRight = Verify(hash ?? hashOfNobody.Value, password);
            return isRight && hash is not null;
        }
        finally
        {
            places.Release();
        }
    }

    public void Dispose() => places.Dispose();
}
