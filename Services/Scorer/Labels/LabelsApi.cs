using System.Security.Claims;
using Faultline.Contracts;
using Faultline.ServiceDefaults;
using Faultline.TimeSeries;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faultline.Scorer.Labels;

/// <summary>What operators say of predictions, and its export as training data.</summary>
internal static class LabelsApi
{
    public static void MapLabelsApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/labels").WithTags("Labels").RequireAuthorization(AuthorizationPolicies.Viewer);
        group.MapPost("/", AddAsync).RequireAuthorization(AuthorizationPolicies.Operator)
            .WithSummary("Labels a stored prediction (of the live line, or of a window posted to /api/diagnostics/predict) right or wrong, with the true condition; the newest label of a prediction counts; 409 when its window is no longer stored")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        group.MapGet("/{predictionId:guid}", FindAsync).WithSummary("The label that counts for a prediction").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapGet("/export", ExportAsync).RequireAuthorization(AuthorizationPolicies.Operator)
            .WithSummary("The labelled windows, live and posted, as training data: a zip in the layout that Trainer reads").Produces(StatusCodes.Status200OK, contentType: "application/zip");
    }

    private static async Task<Results<Created<LabelView>, ValidationProblem, ProblemHttpResult>> AddAsync(
        LabelRequest request, ClaimsPrincipal user, PredictionStore predictions, LabelStore labels, StoredWindow windows, TimeProvider clock,
        ILogger<LabelRequest> logger, CancellationToken cancellationToken)
    {
        var faults = new RequestFaults();
        request.Check(faults);
        if (faults.Any)
            return faults.ToResult();
        if (await predictions.FindAsync(request.PredictionId!.Value, cancellationToken) is not { } prediction)
            return Missing($"There is no prediction {request.PredictionId}.");
        var conditions = request.TrueConditions(prediction);
        var isRight = prediction.Components.Select(said => said.Condition).SequenceEqual(conditions);
        if (isRight != (request.Verdict == "right"))
        {
            faults.Add("conditions", "These are the conditions that were predicted: then the verdict is right.");
            return faults.ToResult();
        }
        if (await windows.FindAsync(prediction, cancellationToken) is not { } window)
            return TypedResults.Problem("Its window is not stored (any more), so there is nothing to learn from.", statusCode: StatusCodes.Status409Conflict);
        var label = new PredictionLabel(
            prediction.Id, prediction.SystemId, prediction.WindowEnd, isRight, conditions, [.. window.Values.ToArray().Select(value => (float)value)], request.Comment ?? "",
            clock.GetUtcNow(), user.FindFirstValue(Security.NameClaim)!);
        await labels.AddAsync(label, cancellationToken);
        LabelLog.Labelled(logger, label.LabelledBy, label.PredictionId, request.Verdict!);
        return TypedResults.Created($"/labels/{label.PredictionId}", LabelView.Of(label));
    }

    private static async Task<Results<Ok<LabelView>, ProblemHttpResult>> FindAsync(Guid predictionId, LabelStore labels, CancellationToken cancellationToken) =>
        await labels.FindAsync(predictionId, cancellationToken) is { } label ? TypedResults.Ok(LabelView.Of(label)) : Missing($"Prediction {predictionId} has no label.");

    private static async Task<FileStreamHttpResult> ExportAsync(LabelStore labels, CancellationToken cancellationToken)
    {
        var list = new List<PredictionLabel>();
        await foreach (var label in labels.AllAsync(LabelExport.MaxLabels, cancellationToken))
            list.Add(label);
        // A file that the operating system takes back when it is closed: the zip may be larger than memory should be.
        var file = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose);
        try
        {
            LabelExport.Write(list, file);
            file.Position = 0;
            return TypedResults.File(file, "application/zip", "labels.zip");
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private static ProblemHttpResult Missing(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status404NotFound);
}
