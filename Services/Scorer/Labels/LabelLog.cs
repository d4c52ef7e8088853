namespace Faultline.Scorer.Labels;

/// <summary>Log messages about labels.</summary>
internal static partial class LabelLog
{
    [LoggerMessage(LogLevel.Information, "{User} labelled prediction {Prediction} {Verdict}.")]
    public static partial void Labelled(ILogger logger, string user, Guid prediction, string verdict);
}
