using System.Text.Json;

namespace Faultline.AppHost.Embedded;

/// <summary>Generated passwords and keys, kept in one file that only its owner may read.</summary>
internal sealed class SecretStore(string path)
{
    private readonly Lock _gate = new();
    private Dictionary<string, string>? _values;

    /// <summary>The kept value, or a new one, which is written before it is returned.</summary>
    public string GetOrAdd(string name, Func<string> generate)
    {
        lock (_gate)
        {
            var values = _values ??= Read();
            if (values.TryGetValue(name, out var value)) return value;
            values[name] = value = generate();
            Write(values);
            return value;
        }
    }

    /// <summary>The kept value, or null.</summary>
    public string? Find(string name)
    {
        lock (_gate) return (_values ??= Read()).GetValueOrDefault(name);
    }

    private Dictionary<string, string> Read() =>
        File.Exists(path) ? JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(path)) ?? [] : [];

    private void Write(Dictionary<string, string> values)
    {
        DataFolder.CreateEnterable(Path.GetDirectoryName(path)!);
        OwnerFile.Write(path, JsonSerializer.Serialize(values, OwnerFile.Indented));
    }
}
