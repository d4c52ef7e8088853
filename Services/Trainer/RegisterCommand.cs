using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using Faultline.Contracts;
using Faultline.Learning.Data;
using Faultline.Learning.Models;

namespace Faultline.Trainer;

/// <summary>
/// trainer register: uploads a model file to the registry, with some recorded cycles and its answers to them as the sample that the registry tries it on. The access token
/// of an administrator is read from an environment variable, since command lines are seen by everybody on a machine.
/// </summary>
internal static class RegisterCommand
{
    /// <summary>Environment variable with the access token (the answer of POST /api/auth/sign-in).</summary>
    public const string TokenVariable = "FAULTLINE_TOKEN";

    private const int SampleWindows = 16;

    public static void Run(CommandLine line, TextWriter output)
    {
        if (!Uri.TryCreate(line["url"], UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            throw new UsageException($"--url '{line["url"]}' is no address as in https://plant.example/api/models");
        var token = Environment.GetEnvironmentVariable(TokenVariable);
        if (string.IsNullOrEmpty(token))
            throw new UsageException($"the environment variable {TokenVariable} is not set");
        var content = File.ReadAllBytes(line["model"]);
        using var stream = new MemoryStream(content, writable: false);
        var manifest = ManifestOf(line, content, ConditionModel.Load(stream), RecordedCycles.Load(line["data"], requireLabels: false));
        Upload(url, token, manifest, content, output);
    }

    private static string ManifestOf(CommandLine line, byte[] content, ConditionModel model, RecordedCycles cycles)
    {
        // Spread over the recording: its runs differ in condition and temperature.
        var windows = Enumerable.Range(0, Math.Min(SampleWindows, cycles.Count)).Select(i => cycles.Window(i * cycles.Count / Math.Min(SampleWindows, cycles.Count))).ToArray();
        var answers = windows.Select(model.Score).ToArray();
        using var evaluation = line.Find("evaluation") is { } file ? JsonDocument.Parse(File.ReadAllBytes(file)) : null;
        return JsonSerializer.Serialize(
            new
            {
                Name = line.Find("name") ?? "hydraulic",
                Kind = "faultline",
                Sha256 = Convert.ToHexStringLower(SHA256.HashData(content)),
                Evaluation = evaluation?.RootElement,
                Sample = new
                {
                    Windows = windows.Select(window => window.Values.ToArray()),
                    Expected = ComponentClasses.All.ToDictionary(
                        component => component.ToString().ToLowerInvariant(), component => answers.Select(answer => answer[(int)component].Probabilities)),
                },
            },
            FaultlineJson.Options);
    }

    private static void Upload(Uri url, string token, string manifest, byte[] content, TextWriter output)
    {
        using var form = new MultipartFormDataContent();
        form.Add(new StringContent(manifest), "manifest");
        form.Add(new ByteArrayContent(content), "model", "model.bin");
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = form };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = client.Send(request);
        using var reader = new StreamReader(response.Content.ReadAsStream());
        var text = reader.ReadToEnd();
        if (!response.IsSuccessStatusCode)
            throw new IOException($"{url} answered {(int)response.StatusCode}: {text}");
        using var answer = JsonDocument.Parse(text);
        var version = answer.RootElement;
        output.WriteLine($"{version.GetProperty("name").GetString()}/{version.GetProperty("version").GetInt32()} is registered; it is used once it is promoted");
    }
}
