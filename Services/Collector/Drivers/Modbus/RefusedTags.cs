using Faultline.Contracts;
using Faultline.Protocols.Modbus;

namespace Faultline.Collector.Drivers.Modbus;

/// <summary>
/// Finds what a device refuses. A refused request is halved, and its refused halves again, until single tags are refused: those are bad and tried again alone, once in
/// <see cref="DeviceConfiguration.RetryBadMs"/>. Where both halves are accepted, what lies between them is refused, and they are not read together any more. Not thread-safe.
/// </summary>
internal sealed class RefusedTags(DeviceConfiguration device, ReadPlanner planner, TimeProvider time)
{
    private readonly Dictionary<int, long> triedAt = [];
    private readonly HashSet<int> missing = [];
    private string[] names = [];

    /// <summary>Names of the bad tags; read by anyone.</summary>
    public IReadOnlyList<string> Names => Volatile.Read(ref names);

    /// <summary>Whether a tag of the last plan was not read because it is refused.</summary>
    public bool IsMissing(int tag) => missing.Count > 0 && missing.Contains(tag);

    /// <summary>After the delivery of a plan nothing of it is missing any more: what is bad is in no later plan.</summary>
    public void Forget()
    {
        if (missing.Count > 0)
            missing.Clear();
    }

    /// <summary>Reads again, in parts, what was refused of a plan.</summary>
    /// <exception cref="ModbusException">The device is lost meanwhile.</exception>
    public async Task DivideAsync(PlanReading reading, ReadPlan plan, CancellationToken cancellationToken)
    {
        foreach (var (request, failure) in reading.Refusals.ToArray())
            await DivideAsync(reading, plan, request, 0..request.Tags.Length, failure, cancellationToken);
    }

    /// <summary>Tries one bad tag whose time has come.</summary>
    /// <exception cref="ModbusException">The device is lost.</exception>
    public async ValueTask RetryAsync(PlanReading reading, CancellationToken cancellationToken)
    {
        if (triedAt.Count == 0)
            return;
        foreach (var (tag, at) in triedAt)
        {
            if (time.GetElapsedTime(at) < TimeSpan.FromMilliseconds(device.RetryBadMs))
                continue;
            if (await reading.ReadAsync(planner.Alone(tag), cancellationToken) > 0)
                triedAt[tag] = time.GetTimestamp();
            else
                Mend(tag);
            return;
        }
    }

    private async Task DivideAsync(PlanReading reading, ReadPlan plan, ReadRequest request, Range part, ModbusException failure, CancellationToken cancellationToken)
    {
        var (first, count) = part.GetOffsetAndLength(request.Tags.Length);
        // A function that is unknown is unknown for each of them.
        if (count == 1 || failure.Code == ModbusExceptionCode.IllegalFunction)
        {
            foreach (var span in request.Tags.AsSpan(first, count))
                Condemn(span.Tag);
            return;
        }
        var middle = first + (count / 2);
        var left = await reading.ReadPartAsync(plan, request, first..middle, cancellationToken);
        var right = await reading.ReadPartAsync(plan, request, middle..(first + count), cancellationToken);
        if (left is not null)
            await DivideAsync(reading, plan, request, first..middle, left, cancellationToken);
        if (right is not null)
            await DivideAsync(reading, plan, request, middle..(first + count), right, cancellationToken);
        if (left is null && right is null)
            planner.SetBarrier(request.Tags[middle].Tag);
    }

    private void Condemn(int tag)
    {
        missing.Add(tag);
        triedAt[tag] = time.GetTimestamp();
        planner.SetBad(tag, isBad: true);
        Tell();
    }

    private void Mend(int tag)
    {
        triedAt.Remove(tag);
        planner.SetBad(tag, isBad: false);
        Tell();
    }

    private void Tell() => Volatile.Write(ref names, [.. triedAt.Keys.Order().Select(tag => device.Tags[tag].Name)]);
}
