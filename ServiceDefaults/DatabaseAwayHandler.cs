using System.Data.Common;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Faultline.ServiceDefaults;

/// <summary>
/// A database that is away for now, or refuses writes for now (SQLSTATE 25006, read_only_sql_transaction), is 503 with a Retry-After, not an error of this
/// service, and never an empty list.
/// </summary>
public sealed class DatabaseAwayHandler(IProblemDetailsService problems) : IExceptionHandler
{
    private const string ReadOnly = "25006";

    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not DbException failure || !(failure.IsTransient || failure.SqlState == ReadOnly))
            return false;
        ArgumentNullException.ThrowIfNull(httpContext);
        httpContext.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        httpContext.Response.Headers.RetryAfter = "2";
        return await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = httpContext,
            ProblemDetails = new ProblemDetails
            {
                Status = StatusCodes.Status503ServiceUnavailable,
                Detail = failure.SqlState == ReadOnly ? "The database is read-only at the moment." : "The database does not answer at the moment.",
            },
        });
    }
}
