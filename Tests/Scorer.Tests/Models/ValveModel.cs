using System.Security.Cryptography;
using System.Text.Json;
using Faultline.Contracts;
using Faultline.Learning.Twin;
using Faultline.Learning.Windows;
using Faultline.Scorer.Models;

namespace Faultline.Scorer.Tests.Models;

/// <summary>An ONNX model of the valve that always answers the same, and what is uploaded with it.</summary>
internal sealed class ValveModel
{
    private readonly double[] answer;

    /// <param name="level">Index of the level that it answers.</param>
    /// <param name="certainty">Its weight; with each the file is another one.</param>
    public ValveModel(int level, float certainty = 3)
    {
        float[] bias = [.. Enumerable.Range(0, 4).Select(i => i == level ? certainty : 0)];
        Content = OnnxFile.Softmax(RigLayout.Values, 4, new float[RigLayout.Values * 4], bias);
        var sum = bias.Sum(value => Math.Exp(value));
        answer = [.. bias.Select(value => Math.Exp(value) / sum)];
    }

    public byte[] Content { get; }

    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Content));

    public IReadOnlyList<double> Answer => answer;

    public JsonElement Sample(double wrongBy = 0) => JsonSerializer.SerializeToElement(new
    {
        windows = new[] { Machine.Twin.Cycle(RigCondition.Healthy, 1).Values.ToArray(), Machine.Twin.Cycle(RigCondition.Healthy with { ValvePercent = 73 }, 2).Values.ToArray() },
        expected = new { valve = new[] { answer, [answer[0] + wrongBy, .. answer[1..]] } },
    });

    public ModelManifest Manifest(string name = "valve-net") => new(name, "onnx", Sha256, Component.Valve, null, null, Sample());
}
