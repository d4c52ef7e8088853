using System.Text.Json;
using Faultline.Contracts;
using Faultline.ServiceDefaults;

namespace Faultline.Scorer.Models;

/// <summary>An uploaded model: multipart/form-data with the part <c>manifest</c> (JSON) and the file <c>model</c>.</summary>
internal sealed record ModelUpload(ModelManifest Manifest, byte[] Content)
{
    /// <summary>Largest model file: 24 MiB, fifty times the release's.</summary>
    public const int MaxFile = 24 * 1024 * 1024;

    /// <summary>Largest manifest: a sample of 64 windows is 1.3 MB.</summary>
    public const int MaxManifest = 4 * 1024 * 1024;

    /// <summary>Reads the parts; null with at least one fault.</summary>
    public static async Task<ModelUpload?> ReadAsync(HttpRequest request, RequestFaults faults, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType)
        {
            faults.Add("model", "multipart/form-data with the parts manifest (JSON) and model (file) is expected.");
            return null;
        }
        var form = await request.ReadFormAsync(cancellationToken);
        var manifest = ReadManifest(form["manifest"].ToString(), faults);
        var file = form.Files.GetFile("model");
        if (file is null or { Length: 0 })
            faults.Add("model", "The file is missing or empty.");
        else if (file.Length > MaxFile)
            faults.Add("model", $"The file has {file.Length} bytes, at most {MaxFile} are accepted.");
        if (manifest is null || faults.Any)
            return null;
        using var content = new MemoryStream((int)file!.Length);
        await file.CopyToAsync(content, cancellationToken);
        return new ModelUpload(manifest, content.ToArray());
    }

    private static ModelManifest? ReadManifest(string text, RequestFaults faults)
    {
        if (text.Length is 0 or > MaxManifest)
        {
            faults.Add("manifest", text.Length == 0 ? "The manifest is missing." : $"The manifest has {text.Length} characters, at most {MaxManifest} are accepted.");
            return null;
        }
        try
        {
            return JsonSerializer.Deserialize<ModelManifest>(text, FaultlineJson.Options) ?? new ModelManifest(null, null, null, null, null, null, null);
        }
        catch (JsonException exception)
        {
            faults.Add("manifest", $"Not as expected at {exception.Path ?? "$"}: {exception.Message}");
            return null;
        }
    }
}
