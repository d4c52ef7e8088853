namespace Faultline.Contracts;

/// <summary>The machine that a device belongs to.</summary>
public sealed record DeviceSystem
{
    /// <summary>System id, such as <c>hydraulic-2</c>.</summary>
    public string Id { get; init; } = "";

    /// <summary>Number in the plant, from 1; part of each sensor's key, so it must never change while readings are kept.</summary>
    public int Number { get; init; }

    /// <summary>For people.</summary>
    public string Name { get; init; } = "";

    /// <summary>Length of the load cycle in seconds, above 0 to 1 day. Default 60.</summary>
    public double CycleSeconds { get; init; } = 60;
}
