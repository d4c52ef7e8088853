using Faultline.Learning.Models;
using Faultline.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Faultline.Scorer.Predict;

/// <summary>Scoring on request; changes nothing, so it may be repeated.</summary>
internal static class PredictApi
{
    /// <summary>Most items of a batch: some 50 ms of work.</summary>
    public const int MaxItems = 256;

    /// <summary>Largest single window in bytes: 17 sensors × 6000 values at some 20 characters are 2 MB.</summary>
    private const int MaxBody = 4 * 1024 * 1024;

    /// <summary>Largest batch in bytes: 256 windows of means are 5 MB, some at native rate may be among them.</summary>
    private const int MaxBatchBody = 32 * 1024 * 1024;

    public static void MapPredictApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("Scoring").RequireAuthorization(AuthorizationPolicies.Viewer);
        group.MapPost("/predict", Predict).WithMetadata(new RequestSizeLimitAttribute(MaxBody)).WithSummary("Scores one window");
        group.MapPost("/predict/batch", PredictBatch).WithMetadata(new RequestSizeLimitAttribute(MaxBatchBody))
            .WithSummary("Scores up to 256 windows, each with its own result or errors");
        group.MapGet("/models/info", Info).WithSummary("The model in use: origin and evaluation");
    }

    private static Results<Ok<PredictResponse>, ValidationProblem> Predict(PredictRequest request, RequestScoring scoring)
    {
        var (response, errors) = scoring.Score(request);
        return errors is null ? TypedResults.Ok(response) : TypedResults.ValidationProblem(errors, First(errors));
    }

    private static Results<Ok<BatchResponse>, ValidationProblem> PredictBatch(BatchRequest request, RequestScoring scoring, CancellationToken cancellationToken)
    {
        if (request.Items is not { Count: >= 1 and <= MaxItems } items)
        {
            var detail = $"{request.Items?.Count ?? 0} items; 1 to {MaxItems} are expected.";
            return TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["items"] = [detail] }, detail);
        }
        var results = new BatchResult[items.Count];
        for (var i = 0; i < results.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (response, errors) = scoring.Score(items[i]);
            results[i] = new BatchResult(i, response, errors);
        }
        return TypedResults.Ok(new BatchResponse(scoring.Model.Version, results));
    }

    private static Ok<ModelInfo> Info(RequestScoring scoring) => TypedResults.Ok(scoring.Model);

    private static string First(Dictionary<string, string[]> errors) =>
        string.Join(' ', errors.Values.SelectMany(messages => messages).Take(WindowReader.MaxFaults));
}
