namespace Faultline.Contracts;

/// <summary>
/// Key of one sensor in a plant: system number × 4096 + ordinal within the system. A number, because it is stored with each
/// reading; the same on every machine without asking the database, so that a collector can spool while the database is away.
/// </summary>
/// <param name="Value">The key; positive.</param>
public readonly record struct SensorId(int Value)
{
    /// <summary>Most sensors a system can have (ordinals 1 to 4095).</summary>
    public const int MaxOrdinal = 4095;

    /// <summary>Largest system number, so that the key stays a positive 32-bit number.</summary>
    public const int MaxSystemNumber = (int.MaxValue >> 12) - 1;

    /// <summary>Composes the key.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A part is outside its range.</exception>
    public static SensorId Create(int systemNumber, int ordinal)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(systemNumber, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(systemNumber, MaxSystemNumber);
        ArgumentOutOfRangeException.ThrowIfLessThan(ordinal, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ordinal, MaxOrdinal);
        return new SensorId((systemNumber << 12) | ordinal);
    }

    /// <summary>Number of the system in its plant, from 1.</summary>
    public int SystemNumber => Value >> 12;

    /// <summary>Position of the sensor within its system, from 1.</summary>
    public int Ordinal => Value & MaxOrdinal;

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
