using System.ComponentModel;
using System.Security.Claims;
using System.Text.Json;
using Faultline.Contracts;
using Faultline.DiagnosticsApi.Commands;
using Faultline.DiagnosticsApi.Http;
using Faultline.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faultline.DiagnosticsApi.OpcUa;

/// <summary>The collector's trust list of OPC UA servers: nothing is trusted until somebody says so here.</summary>
internal static class CertificatesApi
{
    private const string Thumbprint = "SHA-1 of the certificate, 40 hexadecimal digits.";

    public static void MapCertificatesApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/certificates").WithTags("OPC UA").RequireAuthorization(AuthorizationPolicies.Engineer).ProducesDenials()
            .ProducesProblem(StatusCodes.Status504GatewayTimeout);
        group.MapGet("/", ListAsync).WithSummary("Trusted and rejected certificates of OPC UA servers, and the collector's own");
        group.MapPost("/{thumbprint}/trust", TrustAsync).WithSummary("Trusts a rejected certificate").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPost("/{thumbprint}/reject", RejectAsync).WithSummary("Trusts a certificate no longer").ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static Task<Results<Ok<CertificateList>, ValidationProblem, ProblemHttpResult>> ListAsync(
        CommandDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        RunAsync(desk, new CertificateDecision(null, false), user, null, cancellationToken);

    private static Task<Results<Ok<CertificateList>, ValidationProblem, ProblemHttpResult>> TrustAsync(
        [Description(Thumbprint)] string thumbprint, CommandDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        DecideAsync(desk, new CertificateDecision(thumbprint, Trust: true), user, cancellationToken);

    private static Task<Results<Ok<CertificateList>, ValidationProblem, ProblemHttpResult>> RejectAsync(
        [Description(Thumbprint)] string thumbprint, CommandDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        DecideAsync(desk, new CertificateDecision(thumbprint, Trust: false), user, cancellationToken);

    private static async Task<Results<Ok<CertificateList>, ValidationProblem, ProblemHttpResult>> DecideAsync(
        CommandDesk desk, CertificateDecision decision, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var faults = new RequestFaults();
        if (decision.Thumbprint is not { Length: 40 } text || !text.All(char.IsAsciiHexDigit))
            faults.Add("thumbprint", $"'{decision.Thumbprint}' is not 40 hexadecimal digits.");
        if (faults.Any)
            return faults.ToResult();
        return await RunAsync(desk, decision, user, $"{(decision.Trust ? "trust" : "reject")} {decision.Thumbprint}", cancellationToken);
    }

    private static async Task<Results<Ok<CertificateList>, ValidationProblem, ProblemHttpResult>> RunAsync(
        CommandDesk desk, CertificateDecision decision, ClaimsPrincipal user, string? detail, CancellationToken cancellationToken)
    {
        var outcome = await desk.RunAsync(
            "certificates", decision.Thumbprint ?? "certificates", decision, user.FindFirstValue(Security.NameClaim)!, detail, cancellationToken);
        if (outcome.Problem is { } problem)
            return problem;
        return JsonSerializer.Deserialize<CertificateList>(outcome.Answer!, FaultlineJson.Options) is { Certificates: not null } list
            ? TypedResults.Ok(list)
            : Problems.NotFound($"There is no {(decision.Trust ? "rejected" : "trusted")} certificate '{decision.Thumbprint}'.");
    }
}
