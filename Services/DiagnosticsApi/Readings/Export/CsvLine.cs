using System.Buffers.Text;
using System.IO.Pipelines;
using System.Text;

namespace Faultline.DiagnosticsApi.Readings;

/// <summary>Fields of one line after the other into a pipe: comma-separated values as RFC 4180 has them, with "." and ISO 8601 for any locale.</summary>
internal ref struct CsvLine(PipeWriter target)
{
    /// <summary>Longest line: an id of 129 characters and eight numbers.</summary>
    private const int MaxLength = 512;

    private readonly Span<byte> buffer = target.GetSpan(MaxLength);
    private int used;

    public void Text(string value)
    {
        Separate();
        used += Encoding.UTF8.GetBytes(value, buffer[used..]);
    }

    public void Time(DateTimeOffset? moment)
    {
        Separate();
        if (moment is not { } value)
            return;
        Utf8Formatter.TryFormat(value.UtcDateTime, buffer[used..], out var written, 'O');
        used += written;
    }

    public void Number(double? value)
    {
        Separate();
        if (value is not { } number)
            return;
        number.TryFormat(buffer[used..], out var written, default, System.Globalization.CultureInfo.InvariantCulture);
        used += written;
    }

    public void Number(long value)
    {
        Separate();
        Utf8Formatter.TryFormat(value, buffer[used..], out var written);
        used += written;
    }

    public void End()
    {
        "\r\n"u8.CopyTo(buffer[used..]);
        target.Advance(used + 2);
    }

    private void Separate()
    {
        if (used > 0)
            buffer[used++] = (byte)',';
    }
}
