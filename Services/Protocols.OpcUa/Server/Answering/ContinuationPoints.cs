using System.Buffers.Binary;
using System.Security.Cryptography;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Server.Answering;

/// <summary>What browses of a session left over, OPC 10000-4 §7.9: bounded, each point good for one use.</summary>
internal sealed class ContinuationPoints(int most)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, (ReferenceDescription[] References, int From, int PerAnswer)> _points = [];

    /// <summary>Keeps the references from <paramref name="from"/> on; null where there is no room.</summary>
    internal byte[]? TryKeep(ReferenceDescription[] references, int from, int perAnswer)
    {
        var id = RandomNumberGenerator.GetBytes(sizeof(long));
        lock (_gate)
        {
            if (_points.Count >= most)
                return null;
            _points[BinaryPrimitives.ReadInt64LittleEndian(id)] = (references, from, perAnswer);
        }

        return id;
    }

    /// <summary>Takes what a point stands for; false where there is no such point.</summary>
    internal bool TryTake(byte[]? id, out (ReferenceDescription[] References, int From, int PerAnswer) rest)
    {
        rest = default;
        lock (_gate)
            return id is { Length: sizeof(long) } && _points.Remove(BinaryPrimitives.ReadInt64LittleEndian(id), out rest);
    }
}
