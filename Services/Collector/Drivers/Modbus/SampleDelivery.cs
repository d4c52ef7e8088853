using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Faultline.Contracts;

namespace Faultline.Collector.Drivers.Modbus;

/// <summary>Decodes answers and hands them on. Nothing is allocated for numbers.</summary>
internal sealed class SampleDelivery
{
    // The latest time that Unix seconds of a sane clock tell: 9999-12-31.
    private const double LatestClock = 253_402_300_799;

    private readonly TagConfiguration[] tags;
    private readonly ReadPlanner planner;
    private readonly int clock;
    private byte[] wire = [];

    public SampleDelivery(DeviceConfiguration device, ReadPlanner planner)
    {
        (tags, this.planner) = ([.. device.Tags], planner);
        clock = Array.FindIndex(tags, tag => tag.Name == device.Modbus!.ClockTag);
    }

    /// <summary>Hands on what a plan brought.</summary>
    public void Deliver(ReadPlan plan, ulong due, RefusedTags refused, DateTimeOffset now, ISampleSink sink)
    {
        // Once for all: the quarantine keeps bytes in the order of the wire.
        if (wire.Length < plan.Registers.Length * sizeof(ushort))
            wire = new byte[plan.Registers.Length * sizeof(ushort)];
        BinaryPrimitives.ReverseEndianness(plan.Registers, MemoryMarshal.Cast<byte, ushort>(wire.AsSpan()));
        var source = clock < 0 ? null : SourceTime(plan, refused);
        sink.Begin(now);
        try
        {
            foreach (var request in plan.Requests)
            {
                foreach (var span in request.Tags)
                {
                    if (refused.IsMissing(span.Tag))
                        sink.AddBad(span.Tag, Quality.BadDeviceFailure);
                    else if (planner.IsDue(span.Tag, due))
                        Deliver(plan, request, span, source, sink);
                }
            }
        }
        finally
        {
            sink.End();
        }
        refused.Forget();
    }

    /// <summary>The device sent what is no answer.</summary>
    public void Undecodable(ISampleSink sink, DateTimeOffset now, string fault)
    {
        if (tags.Length == 0)
            return;
        sink.Begin(now);
        sink.AddUndecodable(0, [], fault);
        sink.End();
    }

    /// <summary>The number that these bytes hold for a tag.</summary>
    public double? Decode(int tag, ReadOnlySpan<byte> raw)
    {
        var modbus = tags[tag].Modbus!;
        if (modbus.IsBitArea())
            return raw.Length == 1 ? raw[0] : null;
        if (raw.Length != modbus.Size() * sizeof(ushort) || modbus.Type == TagType.String)
            return null;
        Span<ushort> registers = stackalloc ushort[4];
        for (var i = 0; i < modbus.Size(); i++)
            registers[i] = BinaryPrimitives.ReadUInt16BigEndian(raw[(i * sizeof(ushort))..]);
        return TagCodec.TryDecode(modbus, registers, out var value) ? value : null;
    }

    private void Deliver(ReadPlan plan, ReadRequest request, in TagSpan span, DateTimeOffset? source, ISampleSink sink)
    {
        var at = request.Offset + span.Address - request.Address;
        if (request.IsBits)
        {
            sink.Add(span.Tag, plan.Bits[at] ? 1 : 0, source, null, plan.Bits[at] ? [1] : [0]);
            return;
        }
        var modbus = tags[span.Tag].Modbus!;
        var registers = plan.Registers.AsSpan(at, span.Size);
        var raw = wire.AsSpan(at * sizeof(ushort), span.Size * sizeof(ushort));
        if (modbus.Type == TagType.String)
        {
            if (TagCodec.TryDecodeText(modbus, registers, out var text))
                sink.AddText(span.Tag, text);
            else
                sink.AddUndecodable(span.Tag, raw, "it holds characters that are no printable ASCII.");
        }
        else if (TagCodec.TryDecode(modbus, registers, out var value))
        {
            sink.Add(span.Tag, value, source, null, raw);
        }
        else
        {
            sink.AddUndecodable(span.Tag, raw, $"it holds a digit above 9, which {modbus.Type} does not have.");
        }
    }

    private DateTimeOffset? SourceTime(ReadPlan plan, RefusedTags refused)
    {
        foreach (var request in plan.Requests)
        {
            foreach (var span in request.Tags)
            {
                if (span.Tag != clock || refused.IsMissing(clock))
                    continue;
                var registers = plan.Registers.AsSpan(request.Offset + span.Address - request.Address, span.Size);
                return TagCodec.TryDecode(tags[clock].Modbus!, registers, out var raw) && tags[clock].Scaled(raw) is >= 0 and <= LatestClock and var seconds
                    ? DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * 1_000_000) * TimeSpan.TicksPerMicrosecond)
                    : null;
            }
        }
        return null;
    }
}
