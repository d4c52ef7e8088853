using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Faultline.Scorer.Predict;
using Xunit;

namespace Faultline.Scorer.Tests.Predict;

public sealed class CompressionTests(ScorerFixture scorer) : IClassFixture<ScorerFixture>
{
    private static readonly byte[] Body = Encoding.UTF8.GetBytes(new JsonObject { ["sensors"] = Sample.Cycle(new Machine().Cycle) }.ToJsonString());

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Request_Compressed_IsRead(string encoding)
    {
        using var response = await scorer.Viewer.PostAsync(new Uri("/predict", UriKind.Relative), Compressed(Body, encoding));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Response_IsCompressedAsAsked(string encoding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/predict") { Content = Compressed(Body, null) };
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue(encoding));
        using var response = await scorer.Viewer.SendAsync(request);

        Assert.Equal([encoding], response.Content.Headers.ContentEncoding);
        await using var packed = await response.Content.ReadAsStreamAsync();
        await using Stream plain = encoding == "br" ? new BrotliStream(packed, CompressionMode.Decompress) : new GZipStream(packed, CompressionMode.Decompress);
        using var answer = await JsonDocument.ParseAsync(plain);
        Assert.Equal(4, answer.RootElement.GetProperty("components").GetArrayLength());
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData(null)]
    public async Task Request_LargerThanTheLimitWhenUnpacked_IsRefused(string? encoding)
    {
        var bomb = new byte[PredictApi.MaxBody + 1];
        Array.Fill(bomb, (byte)' ');
        using var request = new HttpRequestMessage(HttpMethod.Post, "/predict") { Content = Compressed(bomb, encoding) };
        // The refusal may come before the body is sent.
        request.Headers.ExpectContinue = true;
        using var response = await scorer.Viewer.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Request_WithAnEncodingThatIsUnknown_IsRefused()
    {
        var content = Compressed(Body, null);
        content.Headers.ContentEncoding.Add("snappy");
        using var response = await scorer.Viewer.PostAsync(new Uri("/predict", UriKind.Relative), content);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    private static ByteArrayContent Compressed(byte[] body, string? encoding)
    {
        using var packed = new MemoryStream();
        using (Stream stream = encoding switch { "gzip" => new GZipStream(packed, CompressionLevel.Fastest, true), "br" => new BrotliStream(packed, CompressionLevel.Fastest, true), _ => packed })
            stream.Write(body);
        var content = new ByteArrayContent(packed.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (encoding is not null)
            content.Headers.ContentEncoding.Add(encoding);
        return content;
    }
}
