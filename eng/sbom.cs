// Bill of materials of one program: every package that it brings along, from the .deps.json that the SDK wrote when it was published.
//   dotnet run eng/sbom.cs -- DEPS_JSON NAME VERSION
// Format: CycloneDX 1.6, JSON (ECMA-424); package URLs as purl-spec has them for NuGet.
#:property PublishAot=false
using System.Text;
using System.Text.Json;

if (args is not [var depsPath, var name, var version])
{
    Console.Error.WriteLine("usage: dotnet run eng/sbom.cs -- DEPS_JSON NAME VERSION");
    return 2;
}

using var deps = JsonDocument.Parse(File.ReadAllText(depsPath));
var packages = deps.RootElement.GetProperty("libraries").EnumerateObject()
    .Where(library => library.Value.GetProperty("type").GetString() == "package")
    .OrderBy(library => library.Name, StringComparer.Ordinal);
using var buffer = new MemoryStream();
using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
{
    json.WriteStartObject();
    json.WriteString("bomFormat", "CycloneDX");
    json.WriteString("specVersion", "1.6");
    json.WriteNumber("version", 1);
    json.WriteStartObject("metadata");
    json.WriteStartObject("component");
    json.WriteString("type", "container");
    json.WriteString("name", "faultline/" + name);
    json.WriteString("version", version);
    json.WriteEndObject();
    json.WriteEndObject();
    json.WriteStartArray("components");
    foreach (var library in packages) WritePackage(json, library);
    json.WriteEndArray();
    json.WriteEndObject();
}

Console.WriteLine(Encoding.UTF8.GetString(buffer.ToArray()));
return 0;

static void WritePackage(Utf8JsonWriter json, JsonProperty library)
{
    var (id, release) = (library.Name.Split('/')[0], library.Name.Split('/')[1]);
    var url = $"pkg:nuget/{Uri.EscapeDataString(id)}@{Uri.EscapeDataString(release)}";
    json.WriteStartObject();
    json.WriteString("type", "library");
    json.WriteString("bom-ref", url);
    json.WriteString("name", id);
    json.WriteString("version", release);
    json.WriteString("purl", url);
    // The SDK notes the hash that NuGet verified: "sha512-" and base64.
    if (library.Value.TryGetProperty("sha512", out var hash) && hash.GetString() is ['s', 'h', 'a', '5', '1', '2', '-', .. var digest])
    {
        json.WriteStartArray("hashes");
        json.WriteStartObject();
        json.WriteString("alg", "SHA-512");
        json.WriteString("content", Convert.ToHexStringLower(Convert.FromBase64String(digest)));
        json.WriteEndObject();
        json.WriteEndArray();
    }

    json.WriteEndObject();
}
