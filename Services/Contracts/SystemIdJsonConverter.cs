using System.Text.Json;
using System.Text.Json.Serialization;

namespace Faultline.Contracts;

/// <summary>Writes a <see cref="SystemId"/> as its plain name.</summary>
public sealed class SystemIdJsonConverter : JsonConverter<SystemId>
{
    /// <inheritdoc/>
    public override SystemId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.GetString();
        return SystemId.IsValid(text) ? new SystemId(text!) : throw new JsonException($"'{text}' is no system id.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, SystemId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
