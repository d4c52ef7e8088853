using Faultline.Contracts;

namespace Faultline.Collector.Plant;

/// <summary>One machine to read: what it is and where.</summary>
internal sealed record PlantSystem(SystemDefinition Definition, PlantEndpoint Endpoint, byte UnitId);
