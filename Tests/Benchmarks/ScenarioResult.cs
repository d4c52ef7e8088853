namespace Faultline.Benchmarks;

/// <summary>What a scenario measured.</summary>
/// <param name="Figures">The product's figures; names carry their unit.</param>
/// <param name="Floor">What the machine can do at best, measured in the same run; empty where there is none.</param>
/// <param name="Notes">What a reader must know to judge the figures.</param>
public sealed record ScenarioResult(
    IReadOnlyDictionary<string, double> Figures,
    IReadOnlyDictionary<string, double> Floor,
    IReadOnlyList<string> Notes);
