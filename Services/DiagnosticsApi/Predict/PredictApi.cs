using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Faultline.Contracts;
using Faultline.DiagnosticsApi.Http;
using Faultline.DiagnosticsApi.Systems;
using Faultline.ServiceDefaults;
using Faultline.TimeSeries;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Faultline.DiagnosticsApi.Predict;

/// <summary>Scores a window on request and keeps both, so that the prediction can be labelled.</summary>
internal static class PredictApi
{
    /// <summary>Largest body in bytes: 17 sensors × 6000 values at some 20 characters are 2 MB.</summary>
    private const int MaxBody = 4 * 1024 * 1024;

    public static void MapPredictApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/diagnostics").WithTags("Predictions").RequireAuthorization(AuthorizationPolicies.Viewer).ProducesDenials();
        group.MapPost("/predict", PredictAsync).WithMetadata(new RequestSizeLimitAttribute(MaxBody))
            .WithSummary("Scores a window of 17 sensors × 60 to 6000 values, stores the prediction (source request) with its window, so that it can be labelled, and returns it")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<Results<Ok<Prediction>, ValidationProblem, ProblemHttpResult>> PredictAsync(
        PredictRequest request, HttpContext context, PlantDirectory plant, ScorerClient scorer, PredictionStore store, CancellationToken cancellationToken)
    {
        var faults = new RequestFaults();
        if (string.IsNullOrEmpty(request.SystemId))
            faults.Add("system_id", "The system is missing.");
        if (request.Sensors is null && request.Window is null)
            faults.Add("window", "The window is missing.");
        if (faults.Any)
            return faults.ToResult();
        if (await plant.FindAsync(request.SystemId!, cancellationToken) is not { } system)
            return Problems.NoSystem(request.SystemId!);
        try
        {
            var body = JsonSerializer.SerializeToUtf8Bytes(request, FaultlineJson.Options);
            using var response = await scorer.PredictAsync(body, context.Request.Headers.Authorization, cancellationToken);
            if (response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity)
                return await FaultsOfAsync(response, cancellationToken);
            if (!response.IsSuccessStatusCode)
                return Problems.Unavailable($"The scorer answered {(int)response.StatusCode}.");
            var scored = await response.Content.ReadFromJsonAsync<ScoredWindow>(FaultlineJson.Options, cancellationToken)
                ?? throw new JsonException("The scorer's answer is empty.");
            var prediction = scored.ToPrediction(system.Id);
            await store.AddPostedAsync(prediction, PostedSensors.Of(request), cancellationToken);
            return TypedResults.Ok(prediction);
        }
        catch (Exception exception) when (exception is HttpRequestException or Polly.ExecutionRejectedException)
        {
            return Problems.Unavailable("The scorer cannot be reached at the moment.");
        }
    }

    private static async Task<Results<Ok<Prediction>, ValidationProblem, ProblemHttpResult>> FaultsOfAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var problem = await response.Content.ReadFromJsonAsync<HttpValidationProblemDetails>(cancellationToken);
        var errors = problem?.Errors ?? new Dictionary<string, string[]>();
        if (response.StatusCode == HttpStatusCode.BadRequest)
            return TypedResults.ValidationProblem(errors, problem?.Detail);
        return TypedResults.Problem(new HttpValidationProblemDetails(errors) { Status = (int)response.StatusCode, Title = problem?.Title, Detail = problem?.Detail });
    }
}
