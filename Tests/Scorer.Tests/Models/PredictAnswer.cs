using System.Net;
using System.Text.Json;

namespace Faultline.Scorer.Tests.Models;

/// <summary>An answer that was given while models were exchanged.</summary>
/// <param name="Earliest">How many changes were in force when it was asked.</param>
/// <param name="Latest">How many had been ordered when it was there.</param>
/// <param name="Status">Its status.</param>
/// <param name="Body">Its body; undefined unless the status is 200.</param>
internal sealed record PredictAnswer(int Earliest, int Latest, HttpStatusCode Status, JsonElement Body)
{
    /// <summary>The model that answered, and what it says of the valve.</summary>
    public (string? Version, double Valve) Said =>
        (Body.GetProperty("model_version").GetString(), Body.GetProperty("components")[1].GetProperty("condition").GetDouble());
}
