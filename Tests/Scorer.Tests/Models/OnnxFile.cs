using System.Text;

namespace Faultline.Scorer.Tests.Models;

/// <summary>
/// Writes a small ONNX model, byte by byte as onnx.proto3 says (ModelProto, IR version 8, operator set 13): probabilities = Softmax(window × weights + bias).
/// Nothing of the runtime's own writes it, so it is an independent reading of the format.
/// </summary>
internal static class OnnxFile
{
    private const int Float = 1;

    /// <param name="rows">Inputs.</param>
    /// <param name="columns">Classes.</param>
    /// <param name="weights">rows × columns, row-major.</param>
    /// <param name="bias">One a class.</param>
    public static byte[] Softmax(int rows, int columns, float[] weights, float[] bias) => Message(
        Number(1, 8),
        Part(8, Message(Text(1, ""), Number(2, 13))),
        Part(7, Message(
            Part(1, Node("MatMul", "product", "window", "weights")),
            Part(1, Node("Add", "scores", "product", "bias")),
            Part(1, Node("Softmax", "probabilities", "scores")),
            Text(2, "classifier"),
            Part(5, Tensor("weights", weights, rows, columns)),
            Part(5, Tensor("bias", bias, columns)),
            Part(11, Value("window", rows)),
            Part(12, Value("probabilities", columns)))));

    private static byte[] Node(string operation, string output, params string[] inputs) =>
        Message([.. inputs.Select(input => Text(1, input)), Text(2, output), Text(4, operation)]);

    private static byte[] Tensor(string name, float[] values, params int[] dimensions) => Message(
        [.. dimensions.Select(dimension => Number(1, (ulong)dimension)), Number(2, Float), Text(8, name), Part(9, [.. values.SelectMany(BitConverter.GetBytes)])]);

    // The first dimension has a name instead of a size: any number of windows.
    private static byte[] Value(string name, int columns) => Message(
        Text(1, name),
        Part(2, Message(Part(1, Message(
            Number(1, Float),
            Part(2, Message(Part(1, Message(Text(2, "N"))), Part(1, Message(Number(1, (ulong)columns))))))))));

    private static byte[] Message(params byte[][] fields) => [.. fields.SelectMany(field => field)];

    private static byte[] Text(int field, string value) => Part(field, Encoding.UTF8.GetBytes(value));

    private static byte[] Part(int field, byte[] content) => [.. Varint((ulong)((field << 3) | 2)), .. Varint((ulong)content.Length), .. content];

    private static byte[] Number(int field, ulong value) => [.. Varint((ulong)(field << 3)), .. Varint(value)];

    private static IEnumerable<byte> Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            yield return (byte)(value | 0x80);
        yield return (byte)value;
    }
}
