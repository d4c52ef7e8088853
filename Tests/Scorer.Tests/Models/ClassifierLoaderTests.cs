using System.Text.Json;
using Faultline.Contracts;
using Faultline.Learning.Models;
using Faultline.Learning.Windows;
using Faultline.Scorer.Models;
using Faultline.TimeSeries;
using Xunit;

namespace Faultline.Scorer.Tests.Models;

public sealed class ClassifierLoaderTests
{
    private static readonly byte[] File = Bytes();
    private static readonly CycleWindow Cycle = new Machine().Cycle;
    private static readonly RigClassifier Release = new(Machine.Model);

    [Fact]
    public void Accepts_AModelFile_ThatAnswersItsSample()
    {
        var loaded = Load(File, ClassifierLoader.HashOf(File), ModelSample.Of([Cycle], Release));

        Assert.Equal(Release.Fingerprint, loaded.Fingerprint);
        Assert.Equal(Release.Score(Cycle).Components[3].Probabilities, loaded.Score(Cycle).Components[3].Probabilities);
    }

    [Fact]
    public void Accepts_AnOnnxModel_ThatAnswersItsSample()
    {
        var model = new ValveModel(2);
        var loaded = ClassifierLoader.Load(ModelKind.Onnx, model.Content, model.Sha256, [Component.Valve], model.Sample());

        var answer = loaded.Score(Cycle).Components.Single();
        Assert.Equal((Component.Valve, 80.0), (answer.Component, answer.Condition));
        Assert.Equal(model.Answer, answer.Probabilities, (one, other) => Math.Abs(one - other) < 1e-6);
        Assert.Equal(model.Sha256[..12], loaded.Fingerprint);
    }

    [Fact]
    public void OnnxClassifier_ReadsTheWindowSensorMajor()
    {
        // Level 1 gains with PS1 at second 0, level 2 loses with SE at second 59.
        var weights = new float[RigLayout.Values * 4];
        (weights[1], weights[(1019 * 4) + 2]) = (0.01f, -0.02f);
        using var classifier = new OnnxClassifier(OnnxFile.Softmax(RigLayout.Values, 4, weights, new float[4]), Component.Valve, "f");

        var answer = classifier.Score(Cycle).Components.Single().Probabilities;

        double[] scores = [1, Math.Exp(0.01 * Cycle.Sensor(0)[0]), Math.Exp(-0.02 * Cycle.Sensor(16)[59]), 1];
        Assert.Equal(scores.Select(score => score / scores.Sum()), answer, (one, other) => Math.Abs(one - other) < 1e-5);
    }

    [Fact]
    public void Rejects_AnotherHash() => AssertFault(File, new string('0', 64), ModelSample.Of([Cycle], Release), "The SHA-256 of the content is");

    [Fact]
    public void Rejects_ADamagedFile()
    {
        var damaged = File[..^20];
        AssertFault(damaged, ClassifierLoader.HashOf(damaged), ModelSample.Of([Cycle], Release), "The content cannot be loaded");
    }

    [Fact]
    public void Rejects_BytesThatAreNoOnnx() => AssertOnnxFault([1, 2, 3], "The content cannot be loaded");

    [Theory]
    [InlineData(1000, 4, "input 'window' is Single [N, 1000]; a float tensor [N, 1020] is expected")]
    [InlineData(1020, 3, "no output is a float tensor [N, 4]: 'probabilities' is Single [N, 3]")]
    public void Rejects_AnOnnxModelOfAnotherShape(int rows, int columns, string fault) =>
        AssertOnnxFault(OnnxFile.Softmax(rows, columns, new float[rows * columns], new float[columns]), fault);

    [Fact]
    public void Rejects_AnAnswerThatIsNotTheExpectedOne()
    {
        var model = new ValveModel(1);
        var rejected = Assert.Throws<ModelRejectedException>(
            () => ClassifierLoader.Load(ModelKind.Onnx, model.Content, model.Sha256, [Component.Valve], model.Sample(wrongBy: 0.001)));

        Assert.StartsWith("Window 1 of the sample: the valve at 100 has probability", rejected.Faults.Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "The sample has no array windows.", "The sample has no array expected.valve.")]
    [InlineData("""{"windows": [[1, 2]], "expected": {"valve": [[1, 0, 0]]}}""", "The sample's windows[0] must be 1020 finite numbers.", "The sample's expected.valve[0] must be 4 finite numbers.")]
    [InlineData("""{"windows": [], "expected": {"valve": []}}""", "The sample has 0 windows; 1 to 64 are expected.")]
    public void Rejects_ASampleThatIsNone_TellingAll(string sample, params string[] faults)
    {
        var model = new ValveModel(1);
        var rejected = Assert.Throws<ModelRejectedException>(
            () => ClassifierLoader.Load(ModelKind.Onnx, model.Content, model.Sha256, [Component.Valve], JsonDocument.Parse(sample).RootElement));

        Assert.Equal(faults, rejected.Faults);
    }

    private static IClassifier Load(byte[] content, string hash, JsonElement sample) =>
        ClassifierLoader.Load(ModelKind.Faultline, content, hash, ComponentClasses.All, sample);

    private static void AssertFault(byte[] content, string hash, JsonElement sample, string fault) => Assert.Contains(
        Assert.Throws<ModelRejectedException>(() => Load(content, hash, sample)).Faults, told => told.StartsWith(fault, StringComparison.Ordinal));

    private static void AssertOnnxFault(byte[] content, string fault) => Assert.Contains(
        Assert.Throws<ModelRejectedException>(() => ClassifierLoader.Load(
            ModelKind.Onnx, content, ClassifierLoader.HashOf(content), [Component.Valve], new ValveModel(0).Sample())).Faults,
        told => told.Contains(fault, StringComparison.Ordinal));

    private static byte[] Bytes()
    {
        using var stream = new MemoryStream();
        Machine.Model.Save(stream);
        return stream.ToArray();
    }
}
