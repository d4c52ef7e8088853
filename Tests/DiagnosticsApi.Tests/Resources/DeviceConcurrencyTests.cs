using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Faultline.Contracts;
using Faultline.DiagnosticsApi.Tests.Http;
using Faultline.DiagnosticsApi.Tests.Running;
using Faultline.TimeSeries;
using Xunit;

namespace Faultline.DiagnosticsApi.Tests.Resources;

/// <summary>Nobody overwrites what somebody else changed meanwhile: entity tags of devices and the requests that name them (RFC 9110 §8.8.3, §13.1).</summary>
[Collection(ApiCollection.Name)]
public sealed class DeviceConcurrencyTests(ApiFixture api)
{
    private static int last = 6000;
    private readonly int number = Interlocked.Increment(ref last);

    private string Id => $"device-{number}";

    [Fact]
    public async Task EntityTag_IsStrong_ChangesWithItsDevice_AndWithNoOther()
    {
        var first = await PutAndReadAsync("one");
        var same = await ReadTagAsync();
        var other = number + 10_000;
        await PutAsync($"device-{other}", Device($"device-{other}", other, "neighbour")).OkAsync<ConfigurationVersion>();
        var beside = await ReadTagAsync();
        var changed = await PutAndReadAsync("two");
        var back = await PutAndReadAsync("one");

        Assert.False(first.IsWeak);
        Assert.Equal(first, same);
        Assert.Equal(first, beside);
        Assert.NotEqual(first, changed);
        Assert.Equal(first, back);
    }

    [Fact]
    public async Task Device_ThatIsStillKnown_IsNotSentAgain()
    {
        var tag = await PutAndReadAsync("one");
        using var unchanged = await SendAsync(api.Viewer, HttpMethod.Get, Id, null, ("If-None-Match", $"\"other\", W/{tag}"));
        var changed = await SendAsync(api.Viewer, HttpMethod.Get, Id, null, ("If-None-Match", "\"other\"")).OkAsync<DeviceConfiguration>();

        Assert.Equal((HttpStatusCode.NotModified, tag), (unchanged.StatusCode, unchanged.Headers.ETag));
        Assert.Equal("one", changed.Name);
    }

    [Fact]
    public async Task Put_OfAStaleForm_IsRefused_AndChangesNothing()
    {
        var mine = await PutAndReadAsync("one");
        var theirs = await PutAndReadAsync("theirs");

        var problem = await PutAsync(Id, Device("mine"), ("If-Match", mine.ToString())).ProblemAsync(HttpStatusCode.PreconditionFailed);

        Assert.Equal($"Device '{Id}' was changed meanwhile.", problem.GetProperty("detail").GetString());
        Assert.Equal(theirs, await ReadTagAsync());
        await PutAsync(Id, Device("mine"), ("If-Match", theirs.ToString())).OkAsync<ConfigurationVersion>();
        Assert.NotEqual(theirs, await ReadTagAsync());
    }

    [Fact]
    public async Task Put_OfAStaleForm_IsRefused_BeforeItsContentIsJudged()
    {
        await PutAndReadAsync("one");

        await PutAsync(Id, Device("mine") with { Port = 0 }, ("If-Match", "\"stale\"")).ProblemAsync(HttpStatusCode.PreconditionFailed);
    }

    [Theory]
    [InlineData("*", true)]
    [InlineData("\"a\", {0}", true)]
    [InlineData("{0},\"a, b\"", true)]
    [InlineData("\"a\",\"b\"", false)]
    [InlineData("W/{0}", false)]
    public async Task IfMatch_HoldsForAnyAndForLists_ByStrongComparison(string header, bool holds)
    {
        var tag = await PutAndReadAsync("one");
        using var answer = await PutAsync(Id, Device("two"), ("If-Match", string.Format(null, header, tag)));

        Assert.Equal(holds ? HttpStatusCode.OK : HttpStatusCode.PreconditionFailed, answer.StatusCode);
    }

    [Theory]
    [InlineData("If-Match", "*")]
    [InlineData("If-Match", "\"a\"")]
    public async Task IfMatch_OfADeviceThatIsGone_IsRefused(string header, string value)
    {
        var problem = await PutAsync(Id, Device("one"), (header, value)).ProblemAsync(HttpStatusCode.PreconditionFailed);

        Assert.Equal($"There is no device '{Id}' any more.", problem.GetProperty("detail").GetString());
        await api.Viewer.GetAsync($"/api/devices/{Id}").ProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task NewDevice_NeverOverwritesOneThatIsThere()
    {
        await PutAsync(Id, Device("one"), ("If-None-Match", "*")).OkAsync<ConfigurationVersion>();
        var tag = await ReadTagAsync();

        var problem = await PutAsync(Id, Device("two"), ("If-None-Match", "*")).ProblemAsync(HttpStatusCode.PreconditionFailed);

        Assert.Equal($"There is a device '{Id}' already.", problem.GetProperty("detail").GetString());
        Assert.Equal(tag, await ReadTagAsync());
        await PutAsync(Id, Device("two"), ("If-None-Match", $"W/{tag}")).ProblemAsync(HttpStatusCode.PreconditionFailed);
        await PutAsync(Id, Device("two"), ("If-None-Match", "\"other\"")).OkAsync<ConfigurationVersion>();
    }

    [Fact]
    public async Task Delete_OfAStaleView_IsRefused_AndKeepsTheDevice()
    {
        var mine = await PutAndReadAsync("one");
        var theirs = await PutAndReadAsync("theirs");

        await SendAsync(api.Engineer, HttpMethod.Delete, Id, null, ("If-Match", mine.ToString())).ProblemAsync(HttpStatusCode.PreconditionFailed);
        Assert.Equal(theirs, await ReadTagAsync());
        await SendAsync(api.Engineer, HttpMethod.Delete, Id, null, ("If-Match", theirs.ToString())).OkAsync<ConfigurationVersion>();
        // What is not there is 404, whatever was demanded (RFC 9110 §13.2.1).
        await SendAsync(api.Engineer, HttpMethod.Delete, Id, null, ("If-Match", theirs.ToString())).ProblemAsync(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("If-Match", "unquoted")]
    [InlineData("If-Match", "")]
    [InlineData("If-Match", "*, \"a\"")]
    [InlineData("If-None-Match", "\"half")]
    public async Task Header_ThatCannotBeRead_IsAFault_NotIgnored(string header, string value)
    {
        var tag = await PutAndReadAsync("one");

        var fault = await PutAsync(Id, Device("two"), (header, value)).FaultAsync(header);

        Assert.Equal($"'{value}' is neither * nor a list of entity tags in quotes.", fault);
        Assert.Equal(tag, await ReadTagAsync());
    }

    [Fact]
    public async Task OfSeveralFormsOpenedTogether_OneIsSaved_AndNoneIsLost()
    {
        var opened = await PutAndReadAsync("one");

        var answers = await Task.WhenAll(Enumerable.Range(1, 8).Select(async i =>
        {
            using var answer = await PutAsync(Id, Device($"form {i}"), ("If-Match", opened.ToString()));
            return answer.StatusCode;
        }));

        Assert.Single(answers, HttpStatusCode.OK);
        // 409: it met the version before the winner's, and was too late to replace it.
        Assert.All(answers, answer => Assert.Contains(answer, new[] { HttpStatusCode.OK, HttpStatusCode.PreconditionFailed, HttpStatusCode.Conflict }));
    }

    [Fact]
    public async Task Document_TellsTheHeaders_AndTheirAnswer()
    {
        var device = (await api.Viewer.GetAsync("/api/openapi/v1.json").OkAsync<JsonElement>()).GetProperty("paths").GetProperty("/api/devices/{id}");

        Assert.True(device.GetProperty("get").GetProperty("responses").GetProperty("200").GetProperty("headers").TryGetProperty("ETag", out _));
        foreach (var change in new[] { device.GetProperty("put"), device.GetProperty("delete") })
        {
            var headers = change.GetProperty("parameters").EnumerateArray().Where(parameter => parameter.GetProperty("in").GetString() == "header");
            Assert.Equal(["If-Match", "If-None-Match"], headers.Select(header => header.GetProperty("name").GetString()));
            Assert.True(change.GetProperty("responses").TryGetProperty("412", out _));
        }
    }

    private async Task<EntityTagHeaderValue> PutAndReadAsync(string name)
    {
        await PutAsync(Id, Device(name)).OkAsync<ConfigurationVersion>();
        return await ReadTagAsync();
    }

    private async Task<EntityTagHeaderValue> ReadTagAsync()
    {
        using var answer = await api.Viewer.GetAsync($"/api/devices/{Id}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return answer.Headers.ETag!;
    }

    private Task<HttpResponseMessage> PutAsync(string id, DeviceConfiguration device, params (string Name, string Value)[] headers) =>
        SendAsync(api.Engineer, HttpMethod.Put, id, device, headers);

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient client, HttpMethod method, string id, DeviceConfiguration? device, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri($"/api/devices/{id}", UriKind.Relative));
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (device is not null)
            request.Content = new StringContent(JsonSerializer.Serialize(device, FaultlineJson.Options), null, "application/json");
        return await client.SendAsync(request);
    }

    private DeviceConfiguration Device(string name) => Device(Id, number, name);

    private static DeviceConfiguration Device(string id, int number, string name) => new()
    {
        Id = id,
        Name = name,
        System = new DeviceSystem { Id = $"system-{number}", Number = number, Name = "A system" },
        Host = "10.0.0.1",
        Modbus = new ModbusSettings(),
    };
}
