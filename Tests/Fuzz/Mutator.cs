namespace Faultline.Fuzz;

/// <summary>Small damage to valid bytes, of the kinds that find faults in parsers: flipped bits, limits, cuts, repeats.</summary>
internal static class Mutator
{
    private static readonly byte[] Interesting = [0x00, 0x01, 0x02, 0x7F, 0x80, 0xFE, 0xFF];

    /// <summary>A copy with 0 to 4 changes; every so often nothing but noise.</summary>
    internal static byte[] Mutate(Random random, ReadOnlySpan<byte> valid)
    {
        if (random.Next(20) == 0)
            return Noise(random, random.Next(300));
        List<byte> bytes = [.. valid];
        for (var changes = random.Next(5); changes > 0; changes--)
            Change(random, bytes);
        return [.. bytes];
    }

    internal static byte[] Noise(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    private static void Change(Random random, List<byte> bytes)
    {
        if (bytes.Count == 0)
        {
            bytes.Add((byte)random.Next(256));
            return;
        }

        var at = random.Next(bytes.Count);
        switch (random.Next(7))
        {
            case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
            case 1: bytes[at] = Interesting[random.Next(Interesting.Length)]; break;
            case 2: bytes[at] = (byte)random.Next(256); break;
            case 3: bytes.Insert(at, (byte)random.Next(256)); break;
            case 4: bytes.RemoveAt(at); break;
            case 5: bytes.RemoveRange(at, bytes.Count - at); break;
            default: bytes.AddRange(bytes.GetRange(at, bytes.Count - at)); break;
        }
    }
}
