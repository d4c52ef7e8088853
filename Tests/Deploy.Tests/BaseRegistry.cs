using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Faultline.Deploy.Tests;

/// <summary>A registry on loopback (OCI Distribution Specification 1.1, pull only) with one base image: the real one cannot be had without the internet.</summary>
internal sealed class BaseRegistry : IAsyncDisposable
{
    private const string ManifestType = "application/vnd.docker.distribution.manifest.v2+json";

    private readonly WebApplication app;
    private readonly Dictionary<string, byte[]> blobs = [];
    private readonly byte[] manifest;

    private BaseRegistry(WebApplication app)
    {
        this.app = app;
        var layer = Layer();
        var config = Json(new { architecture = "amd64", os = "linux", config = new { User = "1654", Env = new[] { "PATH=/usr/bin" } }, rootfs = new { type = "layers", diff_ids = new[] { Digest(layer) } } });
        var packed = Pack(layer);
        blobs[Digest(config)] = config;
        blobs[Digest(packed)] = packed;
        manifest = Json(new
        {
            schemaVersion = 2, mediaType = ManifestType,
            config = new { mediaType = "application/vnd.docker.container.image.v1+json", size = config.Length, digest = Digest(config) },
            layers = new[] { new { mediaType = "application/vnd.docker.image.rootfs.diff.tar.gzip", size = packed.Length, digest = Digest(packed) } },
        });
    }

    /// <summary>HOST:PORT as image names have it.</summary>
    public string Authority => "localhost:" + new Uri(app.Urls.Single()).Port;

    public static async Task<BaseRegistry> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var registry = new BaseRegistry(builder.Build());
        registry.app.Run(registry.AnswerAsync);
        await registry.app.StartAsync();
        return registry;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static byte[] Json(object value) => JsonSerializer.SerializeToUtf8Bytes(value);

    private static string Digest(byte[] bytes) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static byte[] Layer()
    {
        using var bytes = new MemoryStream();
        using (var tar = new TarWriter(bytes, TarEntryFormat.Pax, leaveOpen: true))
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "etc/base") { DataStream = new MemoryStream(Encoding.ASCII.GetBytes("base")) });
        return bytes.ToArray();
    }

    private static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(bytes);
        return packed.ToArray();
    }

    private Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        var answer = path == "/v2/" ? "{}"u8.ToArray()
            : path.Contains("/manifests/", StringComparison.Ordinal) ? manifest
            : blobs.GetValueOrDefault(path[(path.LastIndexOf('/') + 1)..]);
        if (answer is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        context.Response.ContentType = answer == manifest ? ManifestType : "application/octet-stream";
        context.Response.ContentLength = answer.Length;
        context.Response.Headers["Docker-Content-Digest"] = Digest(answer);
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.Body.WriteAsync(answer).AsTask();
    }
}
