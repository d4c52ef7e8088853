using System.Text.Json;
using Faultline.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Faultline.Scorer.Predict;

/// <summary>Scoring on request; changes nothing, so it may be repeated.</summary>
internal static class PredictApi
{
    /// <summary>Largest single window in bytes, decompressed: 17 sensors × 6000 values at some 20 characters are 2 MB.</summary>
    public const int MaxBody = 4 * 1024 * 1024;

    /// <summary>Largest batch in bytes, decompressed: 1000 windows of means are 20 MB, some at native rate may be among them.</summary>
    public const int MaxBatchBody = 32 * 1024 * 1024;

    private const string Json = "application/json";

    public static void MapPredictApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("Scoring").RequireAuthorization(AuthorizationPolicies.Viewer)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status429TooManyRequests).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapPost("/predict", PredictAsync).WithMetadata(new RequestSizeLimitAttribute(MaxBody)).Accepts<PredictRequest>(Json)
            .Produces<PredictResponse>().ProducesValidationProblem().ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity)
            .RequireRateLimiting(RequestLimits.Windows).WithSummary("Scores one window; 422 when too much of it is missing");
        group.MapPost("/predict/batch", PredictBatchAsync).WithMetadata(new RequestSizeLimitAttribute(MaxBatchBody)).Accepts<BatchRequest>(Json)
            .Produces<BatchResponse>().ProducesValidationProblem().RequireRateLimiting(RequestLimits.Batches)
            .WithSummary($"Scores up to {BatchScoring.MaxItems} windows; a wrong one fails alone, with its index and reason");
    }

    private static async Task<IResult> PredictAsync(HttpContext context, RequestScoring scoring, BodyBudgets budgets)
    {
        using var body = await RequestBody.ReadAsync(context.Request, MaxBody, budgets.Windows, context.RequestAborted);
        var item = Score(body.Bytes.Span, scoring);
        if (item.Window is { } window)
            return Answer(window);
        return item.IsInsufficient
            ? Results.ValidationProblem(
                item.Faults.ToErrors(), "Too many readings are missing for an answer that means something.", statusCode: StatusCodes.Status422UnprocessableEntity,
                title: "Insufficient data.")
            : item.Faults.ToResult(Summary(item.Faults));
    }

    private static async Task<IResult> PredictBatchAsync(HttpContext context, BatchScoring scoring, BodyBudgets budgets)
    {
        using var body = await RequestBody.ReadAsync(context.Request, MaxBatchBody, budgets.Batches, context.RequestAborted);
        var faults = new RequestFaults();
        try
        {
            return await scoring.ScoreAsync(body.Bytes, faults, context.RequestAborted) is { } answer ? new JsonAnswer(answer) : faults.ToResult(Summary(faults));
        }
        catch (JsonException exception)
        {
            throw NotJson(exception);
        }
    }

    private static ScoredItem Score(ReadOnlySpan<byte> bytes, RequestScoring scoring)
    {
        using var window = new PostedWindow();
        try
        {
            var body = new BodyReader(bytes);
            body.Json.Read();
            var item = scoring.Score(ref body, window, scoring.Models);
            // Anything behind the object is no JSON.
            body.Json.Read();
            return item;
        }
        catch (JsonException exception)
        {
            throw NotJson(exception);
        }
    }

    private static JsonAnswer Answer(in ScoredWindow window)
    {
        var answer = new PooledBuffer();
        using var json = new Utf8JsonWriter(answer);
        PredictionWriter.Write(json, window);
        json.Flush();
        return new JsonAnswer(answer);
    }

    private static BadHttpRequestException NotJson(JsonException exception) => new("The body is no JSON.", StatusCodes.Status400BadRequest, exception);

    private static string Summary(RequestFaults faults) => string.Join(' ', faults.ToErrors().Values.SelectMany(messages => messages).Take(5));
}
