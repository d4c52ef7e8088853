using System.Buffers.Text;
using System.Security.Cryptography;

namespace Faultline.Learning.Data;

/// <summary>
/// Streaming parser of a text table of numbers (separated by tab, blank, comma or semicolon; one row a line; CR, blank lines at the
/// end and a byte order mark are accepted). Hands out one row at a time and hashes the bytes it read.
/// </summary>
internal sealed class NumberTable : IDisposable
{
    private const int LongestToken = 64;
    private static readonly double[] PowersOfTen = [.. Enumerable.Range(0, 23).Select(i => Math.Pow(10, i))];

    private readonly string path;
    private readonly Stream stream;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] buffer = new byte[1 << 16];
    private readonly byte[] token = new byte[LongestToken];
    private double[] row = new double[64];
    private int position;
    private int length;

    public NumberTable(string path)
    {
        this.path = path;
        stream = DatasetFiles.Open(path);
    }

    /// <summary>1-based number of the row handed out last.</summary>
    public int Row { get; private set; }

    /// <summary>Reads the next row; false at the end. The span is overwritten by the next call.</summary>
    public bool Read(out ReadOnlySpan<double> values)
    {
        int columns = 0, tokenLength = 0, blankLines = 0;
        Row++;
        while (true)
        {
            int b = Next();
            if (b is '\t' or ' ' or ',' or ';' or '\r' or '\n' or -1)
            {
                if (tokenLength > 0)
                {
                    if (blankLines > 0)
                        throw new DatasetException(path, Row - blankLines, 0, "blank line");
                    if (columns == row.Length)
                        Array.Resize(ref row, row.Length * 2);
                    row[columns] = Parse(token.AsSpan(0, tokenLength), columns + 1);
                    columns++;
                    tokenLength = 0;
                }

                if (b is '\n' or -1 && columns > 0)
                {
                    values = row.AsSpan(0, columns);
                    return true;
                }

                if (b == -1)
                {
                    values = default;
                    return false;
                }

                if (b == '\n')
                {
                    blankLines++;
                    Row++;
                }
            }
            else if (tokenLength == LongestToken)
            {
                throw new DatasetException(path, Row, columns + 1, $"longer than {LongestToken} characters, so not a number");
            }
            else
            {
                token[tokenLength++] = (byte)b;
            }
        }
    }

    /// <summary>SHA-256 of all bytes read (unpacked).</summary>
    public byte[] Hash() => hash.GetHashAndReset();

    public void Dispose()
    {
        stream.Dispose();
        hash.Dispose();
    }

    private int Next()
    {
        if (position == length)
        {
            bool first = length == 0;
            try
            {
                length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            }
            catch (InvalidDataException e)
            {
                throw new DatasetException($"{path}: damaged gzip data after row {Row - 1}", e);
            }

            position = 0;
            if (length == 0)
                return -1;
            hash.AppendData(buffer, 0, length);
            if (first && buffer.AsSpan(0, length).StartsWith("\uFEFF"u8))
                position = 3;
        }

        return buffer[position++];
    }

    // A decimal of at most 15 digits and a power of ten up to 22 is exact in one division (Clinger 1990); others take the slow way.
    private double Parse(ReadOnlySpan<byte> text, int column)
    {
        bool negative = text[0] == '-';
        long mantissa = 0;
        int digits = 0, fraction = -1;
        for (int i = negative ? 1 : 0; i < text.Length; i++)
        {
            if (text[i] == '.' && fraction < 0)
                fraction = 0;
            else if (char.IsAsciiDigit((char)text[i]) && digits < 15)
            {
                mantissa = (mantissa * 10) + (text[i] - '0');
                digits += mantissa > 0 ? 1 : 0;
                fraction += fraction >= 0 ? 1 : 0;
            }
            else
                return Slow(text, column);
        }

        if (fraction > 22 || text.Length == (negative ? 1 : 0) + (fraction >= 0 ? 1 : 0))
            return Slow(text, column);
        double value = fraction > 0 ? mantissa / PowersOfTen[fraction] : mantissa;
        return negative ? -value : value;
    }

    private double Slow(ReadOnlySpan<byte> text, int column)
    {
        if (text[0] == '+')
            text = text[1..];
        if (Utf8Parser.TryParse(text, out double value, out int consumed) && consumed == text.Length && double.IsFinite(value))
            return value;
        throw new DatasetException(path, Row, column, $"'{System.Text.Encoding.UTF8.GetString(text)}' is not a finite number");
    }
}
