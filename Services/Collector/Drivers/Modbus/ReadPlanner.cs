using Faultline.Contracts;

namespace Faultline.Collector.Drivers.Modbus;

/// <summary>
/// Plans the polls of one device: groups of tags by interval, and for each set of groups that is due together a plan, made when first needed. Knows what the device
/// refuses. Not thread-safe (one poll loop owns it).
/// </summary>
internal sealed class ReadPlanner
{
    // Sets of groups that come up together; with unrelated intervals there could be many, then the plans are made anew.
    private const int MostPlans = 256;

    private readonly DeviceConfiguration device;
    private readonly ModbusSettings settings;
    private readonly int[] groupOf;
    private readonly int clock;
    private readonly bool[] bad;
    private readonly bool[] barrier;
    private readonly Dictionary<ulong, ReadPlan> plans = [];

    /// <param name="device">The device.</param>
    /// <param name="speed">How many times faster than real time the plant runs.</param>
    public ReadPlanner(DeviceConfiguration device, double speed)
    {
        (this.device, settings) = (device, device.Modbus!);
        var rates = device.Tags.Select(tag => tag.IntervalMs).Distinct().Order().ToArray();
        Intervals = [.. rates.Select(rate => TimeSpan.FromMilliseconds(rate) / speed)];
        groupOf = [.. device.Tags.Select(tag => Array.IndexOf(rates, tag.IntervalMs))];
        // The device's clock is read with everything.
        clock = device.Tags.ToList().FindIndex(tag => tag.Name == settings.ClockTag);
        (bad, barrier) = (new bool[device.Tags.Count], new bool[device.Tags.Count]);
    }

    /// <summary>Interval of each group, rising.</summary>
    public TimeSpan[] Intervals { get; }

    /// <summary>Whether the device refuses a tag.</summary>
    public bool IsBad(int tag) => Volatile.Read(ref bad[tag]);

    /// <summary>Whether a tag's group is among these.</summary>
    public bool IsDue(int tag, ulong due) => (due & (1UL << groupOf[tag])) != 0;

    /// <summary>What to read when these groups are due.</summary>
    public ReadPlan Plan(ulong due)
    {
        if (plans.TryGetValue(due, out var known))
            return known;
        if (plans.Count >= MostPlans)
            plans.Clear();
        return plans[due] = Make(due);
    }

    /// <summary>A plan, and memory of its own, for one tag alone.</summary>
    public ReadPlan Alone(int tag)
    {
        var modbus = device.Tags[tag].Modbus!;
        return PlanOf([new ReadRequest(modbus.Area, (ushort)modbus.Address, modbus.Size(), [new TagSpan(tag, modbus.Address, modbus.Size())], 0)]);
    }

    /// <summary>The device refuses a tag, or takes it again.</summary>
    public void SetBad(int tag, bool isBad)
    {
        Volatile.Write(ref bad[tag], isBad);
        plans.Clear();
    }

    /// <summary>What lies before a tag and is wanted by none is refused: they are not read together any more.</summary>
    public void SetBarrier(int tag)
    {
        barrier[tag] = true;
        plans.Clear();
    }

    private ReadPlan Make(ulong due)
    {
        List<ReadRequest> requests = [];
        var (registers, bits) = (0, 0);
        foreach (var area in Enum.GetValues<ModbusArea>())
        {
            var spans = Spans(area, due);
            var isBits = area is ModbusArea.Coil or ModbusArea.Discrete;
            var limits = new MergeLimits(settings.Merging, settings.MaxGap, isBits ? settings.MaxBits : settings.MaxRegisters);
            var first = 0;
            foreach (var cut in RequestMerging.Cut(spans, limits))
            {
                var tags = spans[first..cut];
                var count = tags.Max(span => span.End) - tags[0].Address;
                requests.Add(new ReadRequest(area, (ushort)tags[0].Address, count, tags, isBits ? bits : registers));
                (registers, bits) = isBits ? (registers, bits + count) : (registers + count, bits);
                first = cut;
            }
        }
        return PlanOf([.. requests]);
    }

    private ReadPlan PlanOf(ReadRequest[] requests) => new(requests, (byte)settings.UnitId);

    private TagSpan[] Spans(ModbusArea area, ulong due)
    {
        List<TagSpan> spans = [];
        var blocked = false;
        var here = Enumerable.Range(0, device.Tags.Count).Where(tag => device.Tags[tag].Modbus!.Area == area)
            .OrderBy(tag => device.Tags[tag].Modbus!.Address).ThenBy(tag => device.Tags[tag].Modbus!.Size());
        foreach (var tag in here)
        {
            // Whatever is refused must not lie inside a request either, also when it is not due.
            blocked |= bad[tag] || barrier[tag];
            if (bad[tag] || !(IsDue(tag, due) || tag == clock))
                continue;
            spans.Add(new TagSpan(tag, device.Tags[tag].Modbus!.Address, device.Tags[tag].Modbus!.Size(), blocked));
            blocked = false;
        }
        return [.. spans];
    }
}
