namespace Faultline.Benchmarks;

/// <summary>One thing that can be measured.</summary>
public interface IScenario
{
    /// <summary>Its name on the command line.</summary>
    string Name { get; }

    /// <summary>One line for the list of scenarios.</summary>
    string Summary { get; }

    /// <summary>Measures for about <paramref name="duration"/>, beyond preparing and clearing up.</summary>
    Task<ScenarioResult> RunAsync(TimeSpan duration, CancellationToken cancellationToken);
}
