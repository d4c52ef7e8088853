using Faultline.Learning.Evaluation;

namespace Faultline.Trainer;

/// <summary>One line that fills as folds are finished; written to the error stream, so that reports can be piped.</summary>
internal sealed class ProgressBar(TextWriter output) : IProgress<EvaluationProgress>
{
    private const int Width = 30;

    public void Report(EvaluationProgress value)
    {
        int filled = Width * value.Done / value.Total;
        output.Write($"\r{value.Split,-22} [{new string('#', filled)}{new string('.', Width - filled)}] {value.Done}/{value.Total} folds");
        if (value.Done == value.Total)
            output.WriteLine();
        output.Flush();
    }
}
