using Faultline.Learning.Data;
using Faultline.Learning.Twin;

namespace Faultline.Trainer;

/// <summary>trainer twin: fits the statistical twin that the simulator runs.</summary>
internal static class TwinCommand
{
    public static void Run(CommandLine line, TextWriter output)
    {
        var twin = TwinFitter.Fit(RecordedCycles.Load(line["data"]), line["data"]);
        using (var file = File.Create(line["out"]))
            twin.Save(file);
        output.WriteLine(
            $"twin of {twin.Info.Cycles} cycles written to {line["out"]}; condition and oil temperature explain {twin.Info.ExplainedVariance:P2}");
    }
}
