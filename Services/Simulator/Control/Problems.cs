using System.Globalization;
using Faultline.Contracts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faultline.Simulator.Control;

/// <summary>The refusals of the control API (RFC 9457).</summary>
internal static class Problems
{
    public static ProblemHttpResult NoMachine(string id) => Problem(StatusCodes.Status404NotFound, $"There is no machine '{id}'.");

    public static ProblemHttpResult NoSensor(string name) =>
        Problem(StatusCodes.Status404NotFound, $"There is no sensor '{name}'; a machine has {string.Join(", ", HydraulicRig.Sensors.Select(s => s.Name))}.");

    public static ProblemHttpResult NoComponent(string name) =>
        Problem(StatusCodes.Status404NotFound, $"There is no component '{name}'; a machine has cooler, valve, pump and accumulator.");

    public static ProblemHttpResult Invalid(string detail) => Problem(StatusCodes.Status400BadRequest, detail);

    public static ProblemHttpResult OutOfRange(string what, double? value, double lowest, double highest, string unit) => Problem(
        StatusCodes.Status400BadRequest,
        string.Create(CultureInfo.InvariantCulture, $"{what} is {(value is null ? "absent" : value)}; {lowest} to {highest} {unit}").TrimEnd() + " is accepted.");

    public static ProblemHttpResult Replaying(SystemId id) =>
        Problem(StatusCodes.Status409Conflict, $"{id} replays recorded cycles: their conditions are what they were.");

    private static ProblemHttpResult Problem(int status, string detail) => TypedResults.Problem(detail, statusCode: status);
}
