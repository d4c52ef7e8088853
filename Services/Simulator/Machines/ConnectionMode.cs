namespace Faultline.Simulator.Machines;

/// <summary>How a machine answers on the network.</summary>
internal enum ConnectionMode
{
    /// <summary>It answers.</summary>
    Normal,

    /// <summary>Its connections are cut, and every new one is as soon as it asks anything.</summary>
    Refused,
}
