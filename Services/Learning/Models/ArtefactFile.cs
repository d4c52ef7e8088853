using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using Faultline.Learning.Numerics;

namespace Faultline.Learning.Models;

/// <summary>
/// Layout of model and twin files: a line that names the kind, a line with the number of bytes of JSON, the JSON (readable with any
/// viewer), then gzip: per matrix its rows and columns (int32) and its values (float32), all little-endian.
/// </summary>
internal static class ArtefactFile
{
    private const int LargestJson = 1 << 20;
    private const int LargestMatrix = 1 << 22;

    public static void Write(Stream stream, string kind, byte[] json, IEnumerable<Matrix> matrices)
    {
        stream.Write(Encoding.ASCII.GetBytes($"{kind}\n{json.Length}\n"));
        stream.Write(json);
        using var zip = new GZipStream(stream, CompressionLevel.SmallestSize, leaveOpen: true);
        foreach (var matrix in matrices)
            Write(zip, matrix);
    }

    public static (byte[] Json, List<Matrix> Matrices) Read(Stream stream, string kind)
    {
        try
        {
            if (Line(stream) != kind)
                throw new InvalidDataException($"not a {kind} file");
            if (!int.TryParse(Line(stream), out int length) || length is < 2 or > LargestJson)
                throw new InvalidDataException($"metadata of a {kind} file must have 2 to {LargestJson} bytes");
            var json = new byte[length];
            stream.ReadExactly(json);
            using var zip = new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true);
            List<Matrix> matrices = [];
            while (Read(zip) is { } matrix)
                matrices.Add(matrix);
            return (json, matrices);
        }
        catch (EndOfStreamException e)
        {
            throw new InvalidDataException($"the {kind} file ends early", e);
        }
    }

    public static void Write(Stream stream, Matrix matrix)
    {
        Span<byte> head = stackalloc byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(head, matrix.Rows);
        BinaryPrimitives.WriteInt32LittleEndian(head[4..], matrix.Columns);
        stream.Write(head);
        stream.Write(MemoryMarshal.AsBytes(Array.ConvertAll(matrix.Data, value => (float)value).AsSpan()));
    }

    private static Matrix? Read(Stream stream)
    {
        var head = new byte[8];
        int read = stream.ReadAtLeast(head, 8, throwOnEndOfStream: false);
        if (read == 0)
            return null;
        if (read < 8)
            throw new EndOfStreamException();
        int rows = BinaryPrimitives.ReadInt32LittleEndian(head), columns = BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(4));
        if (rows < 1 || columns < 1 || (long)rows * columns > LargestMatrix)
            throw new InvalidDataException($"a matrix of {rows} × {columns} is not believable");
        var values = new float[rows * columns];
        stream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        var matrix = new Matrix(rows, columns);
        for (int i = 0; i < values.Length; i++)
            matrix.Data[i] = values[i];
        return matrix;
    }

    private static string Line(Stream stream)
    {
        var text = new StringBuilder();
        while (text.Length < 64)
        {
            int b = stream.ReadByte();
            if (b == -1)
                throw new EndOfStreamException();
            if (b == '\n')
                return text.ToString();
            text.Append((char)b);
        }

        return text.ToString();
    }
}
