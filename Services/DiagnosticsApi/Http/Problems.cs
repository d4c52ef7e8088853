using Microsoft.AspNetCore.Http.HttpResults;

namespace Faultline.DiagnosticsApi.Http;

/// <summary>The problem documents (RFC 9457) of this service.</summary>
internal static class Problems
{
    public static ProblemHttpResult NotFound(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status404NotFound);

    public static ProblemHttpResult NoSystem(string id) => NotFound($"There is no system '{id}'.");

    public static ProblemHttpResult Conflict(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status409Conflict);

    public static ProblemHttpResult PreconditionFailed(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status412PreconditionFailed);

    public static ProblemHttpResult Unauthorized(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status401Unauthorized);

    public static ProblemHttpResult Unavailable(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status503ServiceUnavailable);

    public static ProblemHttpResult BadGateway(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status502BadGateway);

    public static ProblemHttpResult GatewayTimeout(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status504GatewayTimeout);

    public static ProblemHttpResult TooManyRequests(HttpContext context, TimeSpan wait)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return TypedResults.Problem($"Too many attempts. Try again in {seconds} s.", statusCode: StatusCodes.Status429TooManyRequests);
    }

    /// <summary>Tells the document of the answers that the pipeline gives before the handler: who are you, and you may not.</summary>
    public static RouteGroupBuilder ProducesDenials(this RouteGroupBuilder group) =>
        group.ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
}
