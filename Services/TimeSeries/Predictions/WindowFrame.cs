using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using Faultline.Contracts;

namespace Faultline.TimeSeries;

/// <summary>
/// Binary form of <see cref="WindowSamples"/> in the database, exact to the bit, so that a stored window is cut as it was when it was scored:
/// <code>
/// 0   u8        version (1)
/// 1   17 × u16  samples of each sensor, little-endian, in the order of HydraulicRig.Sensors
/// 35  Brotli (RFC 7932) of all samples, sensor by sensor, f64 little-endian; NaN for one that is missing
/// </code>
/// </summary>
internal static class WindowFrame
{
    /// <summary>The version that is written and read.</summary>
    public const byte Version = 1;

    /// <summary>Bytes before the samples.</summary>
    public const int HeaderSize = 1 + (HydraulicRig.SensorCount * sizeof(ushort));

    // About a tenth smaller than at 4 and as fast; at 9 it takes six to seventeen times as long for 2 to 4 % less.
    private const int Quality = 5;

    // The largest window, 816,000 bytes, lies within 2^20.
    private const int WindowBits = 20;

    public static byte[] Encode(WindowSamples window)
    {
        var values = window.Sensors.SelectMany(samples => samples).ToArray();
        if (!BitConverter.IsLittleEndian)
            Reverse(values);
        var bytes = MemoryMarshal.AsBytes<double>(values);
        var frame = new byte[HeaderSize + BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
        frame[0] = Version;
        for (var sensor = 0; sensor < HydraulicRig.SensorCount; sensor++)
            BinaryPrimitives.WriteUInt16LittleEndian(LengthOf(frame, sensor), (ushort)window.Sensors[sensor].Length);
        if (!BrotliEncoder.TryCompress(bytes, frame.AsSpan(HeaderSize), out var packed, Quality, WindowBits))
            throw new InvalidOperationException($"{bytes.Length} bytes did not fit where they must.");
        return frame[..(HeaderSize + packed)];
    }

    /// <exception cref="FrameException">These are no bytes of <see cref="Encode"/>: cut, damaged, or of a newer version.</exception>
    public static WindowSamples Decode(ReadOnlySpan<byte> frame)
    {
        if (frame.Length < HeaderSize)
            throw new FrameException($"A window of {frame.Length} bytes lacks its header of {HeaderSize}.");
        if (frame[0] != Version)
            throw new FrameException($"The window has version {frame[0]}; this program reads {Version}.");
        var sensors = new double[HydraulicRig.SensorCount][];
        for (var sensor = 0; sensor < sensors.Length; sensor++)
        {
            var length = BinaryPrimitives.ReadUInt16LittleEndian(frame[(1 + (sensor * sizeof(ushort)))..]);
            if (!WindowSamples.IsLength(length))
                throw new FrameException($"{HydraulicRig.Sensors[sensor].Name} has {length} samples, which no window has.");
            sensors[sensor] = new double[length];
        }
        var values = new double[sensors.Sum(samples => samples.Length)];
        Unpack(frame[HeaderSize..], MemoryMarshal.AsBytes(values.AsSpan()));
        if (!BitConverter.IsLittleEndian)
            Reverse(values);
        var at = 0;
        foreach (var samples in sensors)
        {
            values.AsSpan(at, samples.Length).CopyTo(samples);
            at += samples.Length;
        }
        return new WindowSamples(sensors);
    }

    private static void Unpack(ReadOnlySpan<byte> packed, Span<byte> bytes)
    {
        using var decoder = new BrotliDecoder();
        var status = decoder.Decompress(packed, bytes, out var consumed, out var written);
        if (status != System.Buffers.OperationStatus.Done || written != bytes.Length)
            throw new FrameException($"The samples are damaged: {written} of {bytes.Length} bytes can be unpacked ({status}).");
        if (consumed != packed.Length)
            throw new FrameException($"{packed.Length - consumed} bytes follow the samples.");
    }

    private static Span<byte> LengthOf(byte[] frame, int sensor) => frame.AsSpan(1 + (sensor * sizeof(ushort)), sizeof(ushort));

    private static void Reverse(Span<double> values)
    {
        var words = MemoryMarshal.Cast<double, long>(values);
        BinaryPrimitives.ReverseEndianness(words, words);
    }
}
