using Faultline.Simulator.Machines;
using Faultline.Simulator.Modbus;
using Faultline.Simulator.OpcUa;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faultline.Simulator.Control;

/// <summary>/simulator/machines/{id}/connection: broken networks.</summary>
internal static class ConnectionApi
{
    private const double LongestSeconds = 86_400;

    public static RouteGroupBuilder MapConnectionApi(this RouteGroupBuilder group)
    {
        group.MapPut("/machines/{id}/connection", PutAsync)
            .WithSummary("refused: cuts the machine's connections and those made anew, until normal or for some seconds");
        group.MapPost("/machines/{id}/connection/drop", Drop).WithSummary("Cuts the machine's Modbus connections, and the OPC UA connections, which are to all machines, once; it answers again at once");
        return group;
    }

    private static async Task<Results<Ok<ConnectionView>, ProblemHttpResult>> PutAsync(
        string id, HttpRequest request, MachinePark park, ModbusService modbus, CancellationToken ct)
    {
        if (park.Find(id) is not { } machine)
            return Problems.NoMachine(id);
        var (change, fault) = await RequestBody.ReadAsync<ConnectionChange>(request, ct);
        if (change is null)
            return Problems.Invalid(fault!);
        if (change.Mode is not { } mode)
            return Problems.Invalid("mode is absent; normal and refused are accepted.");
        if (change.Seconds is { } seconds && !(seconds is > 0 and <= LongestSeconds))
            return Problems.OutOfRange("seconds", seconds, 0, LongestSeconds, "s");

        if (mode == ConnectionMode.Normal)
        {
            machine.Connection.Restore();
            return TypedResults.Ok(new ConnectionView(machine.Connection.Mode, null, 0));
        }
        machine.Connection.Refuse(change.Seconds is { } limit ? TimeSpan.FromSeconds(limit) : null);
        return TypedResults.Ok(new ConnectionView(machine.Connection.Mode, machine.Connection.RefusedUntil, modbus.Drop((byte)machine.Number)));
    }

    private static Results<Ok<ConnectionView>, ProblemHttpResult> Drop(string id, MachinePark park, ModbusService modbus, OpcUaService opcUa) =>
        park.Find(id) is { } machine
            ? TypedResults.Ok(new ConnectionView(machine.Connection.Mode, machine.Connection.RefusedUntil, modbus.Drop((byte)machine.Number) + opcUa.Drop()))
            : Problems.NoMachine(id);
}
