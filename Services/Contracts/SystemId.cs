using System.Text.Json.Serialization;

namespace Faultline.Contracts;

/// <summary>Name of a monitored system (one machine), such as <c>hydraulic-2</c>: 1 to 64 characters of a–z, 0–9, '-' and '_'.</summary>
[JsonConverter(typeof(SystemIdJsonConverter))]
public readonly record struct SystemId
{
    /// <summary>Longest name accepted, in characters.</summary>
    public const int MaxLength = 64;

    private readonly string? value;

    /// <summary>Checks and wraps a name.</summary>
    /// <exception cref="FormatException">The name is empty, too long or has a character outside the set.</exception>
    public SystemId(string value)
    {
        if (!IsValid(value))
            throw new FormatException($"'{value}' is no system id: 1 to {MaxLength} characters of a-z, 0-9, '-' and '_' are expected.");
        this.value = value;
    }

    /// <summary>The name; empty only for <c>default</c>.</summary>
    public string Value => value ?? "";

    /// <summary>Number of shards that systems are spread over.</summary>
    public const int ShardCount = 16;

    /// <summary>The shard, 0 to <see cref="ShardCount"/> - 1, by FNV-1a of the name (32 bits, Fowler, Noll and Vo).</summary>
    public int Shard
    {
        get
        {
            var hash = 2166136261u;
            foreach (var c in Value)
                hash = (hash ^ c) * 16777619u;
            return (int)(hash % ShardCount);
        }
    }

    /// <summary>Whether <paramref name="value"/> would be accepted by the constructor.</summary>
    public static bool IsValid(string? value)
    {
        if (string.IsNullOrEmpty(value) || value.Length > MaxLength)
            return false;
        foreach (var c in value)
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c is not ('-' or '_'))
                return false;
        }
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
