namespace Faultline.Protocols.Modbus.Client;

/// <summary>The last 64 transaction ids whose requests were given up: what tells a late answer from one that nobody asked for.</summary>
internal sealed class GivenUpIds
{
    private const int None = -1;
    private readonly int[] _ids = new int[64];
    private uint _next;

    internal GivenUpIds() => Array.Fill(_ids, None);

    internal void Add(ushort id) => _ids[_next++ % (uint)_ids.Length] = id;

    internal bool Contains(ushort id) => Array.IndexOf(_ids, id) >= 0;

    /// <summary>Removes the id; false when it is not there.</summary>
    internal bool Remove(ushort id)
    {
        var place = Array.IndexOf(_ids, id);
        if (place < 0)
            return false;
        _ids[place] = None;
        return true;
    }
}
