using Faultline.Contracts;

namespace Faultline.Dashboard.Api;

/// <summary>A monitored system as the API lists it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Number">Its number in the plant, from 1.</param>
/// <param name="Name">For people.</param>
public sealed record SystemInfo(SystemId Id, int Number, string Name);
