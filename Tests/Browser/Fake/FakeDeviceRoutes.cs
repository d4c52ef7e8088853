using System.Security.Cryptography;
using System.Text.Json;
using Faultline.Contracts;
using Faultline.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Faultline.Browser.Fake;

/// <summary>The routes of devices: read, and changed as judged by the real rules.</summary>
internal static class FakeDeviceRoutes
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/devices", List);
        app.MapGet("/api/devices/{id}", Find);
        app.MapPut("/api/devices/{id}", Put);
        app.MapGet("/api/devices/versions", (TimeProvider time) => new[] { Version(1, time.GetUtcNow().AddHours(-3), "collector", "Default plant") });
        app.MapGet("/api/tags", (string system_id, FakePlant plant) => new { Tags = plant.Device(system_id)?.Tags.Select(tag => new { Tag = tag }) ?? [], Next = (string?)null });
        app.MapGet("/api/certificates", () => new CertificateList(new string('A', 40), []));
    }

    private static IResult Find(string id, FakePlant plant, HttpResponse response)
    {
        if (plant.Device(id) is not { } device)
            return Results.NotFound();
        response.Headers.ETag = TagOf(device);
        return Results.Ok(device);
    }

    private static IResult Put(string id, DeviceConfiguration device, HttpRequest request, FakePlant plant, TimeProvider time)
    {
        if (request.Headers.IfMatch is [{ } expected] && (plant.Device(id) is not { } current || TagOf(current) != expected))
            return Results.Problem($"Device '{id}' was changed meanwhile.", statusCode: StatusCodes.Status412PreconditionFailed);
        var faults = new RequestFaults();
        foreach (var fault in PlantConfigurationValidator.Validate(new PlantConfiguration([device])))
            faults.Add(fault.Tag is null ? $"{id}: {fault.Field}" : $"{id}.{fault.Tag}: {fault.Field}", fault.Message);
        if (faults.Any)
            return faults.ToResult();
        plant.Put(device);
        return Results.Ok(Version(2, time.GetUtcNow(), "admin", $"Put device {id}"));
    }

    private static object Version(long number, DateTimeOffset at, string by, string comment) => new { Number = number, CreatedAt = at, CreatedBy = by, Comment = comment };

    private static string TagOf(DeviceConfiguration device) => $"\"{Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(device, FaultlineJson.Options)))}\"";

    private static IEnumerable<object> List(FakePlant plant, TimeProvider time) => plant.Machines.Select((machine, i) => new
    {
        Id = machine.Id.Value, machine.Name, Enabled = true, SystemId = machine.Id.Value, Protocol = "modbus", Host = "service://simulator/modbus", Port = 502, Tags = 17,
        Status = new
        {
            State = i == 2 ? "lost" : "answering", Since = time.GetUtcNow().AddHours(-3), LastAnswerAt = time.GetUtcNow().AddSeconds(i == 2 ? -95 : 0),
            Fault = i == 2 ? "Cannot connect to Modbus server: connection refused" : null, Polls = 540_000, LatePolls = 12, SkippedPolls = 3, Failures = i, Readings = 3_510_000,
            Rejected = 40 * i, BadTags = Array.Empty<string>(),
        },
    });
}
