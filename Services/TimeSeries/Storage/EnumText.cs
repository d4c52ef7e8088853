using System.Collections.Frozen;
using System.Text.Json;

namespace Faultline.TimeSeries;

/// <summary>Enums are stored as their snake_case names, which are also those of the JSON.</summary>
internal static class EnumText<T>
    where T : struct, Enum
{
    private static readonly FrozenDictionary<T, string> Names =
        Enum.GetValues<T>().ToFrozenDictionary(value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));

    private static readonly FrozenDictionary<string, T> Values = Names.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    public static string Of(T value) => Names[value];

    public static string? Of(T? value) => value is { } some ? Names[some] : null;

    /// <exception cref="StorageException">The database holds a name that this version does not know.</exception>
    public static T Parse(string name) =>
        Values.TryGetValue(name, out var value) ? value : throw new StorageException($"The database holds the {typeof(T).Name} '{name}', which is unknown.");
}
