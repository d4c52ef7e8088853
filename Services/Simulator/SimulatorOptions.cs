namespace Faultline.Simulator;

/// <summary>
/// What is simulated. Section <c>Simulator</c>; the flat keys of the command line and the AppHost win over it, see
/// <see cref="SimulatorConfiguration"/>.
/// </summary>
public sealed class SimulatorOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Simulator";

    /// <summary>Number of hydraulic machines, 1 to 247 (the Modbus unit identifiers, Modbus over serial line V1.02 §2.2). Default 3.</summary>
    public int Machines { get; set; } = 3;

    /// <summary>TCP port of the Modbus server, 0 to 65535; 0 takes a free one. Default 502, the registered one.</summary>
    public int ModbusPort { get; set; } = 502;

    /// <summary>Address that the Modbus server listens on. Default loopback: the protocol has no authentication.</summary>
    public string ModbusAddress { get; set; } = "127.0.0.1";

    /// <summary>TCP port of the OPC UA server, 0 to 65535; 0 takes a free one. Default 4840, the registered one.</summary>
    public int OpcUaPort { get; set; } = 4840;

    /// <summary>Address that the OPC UA server listens on. Default loopback.</summary>
    public string OpcUaAddress { get; set; } = "127.0.0.1";

    /// <summary>Folder of the OPC UA server's certificate and trust list; null: no OPC UA. Default null.</summary>
    public string? OpcUaFolder { get; set; }

    /// <summary>Whether OPC UA sessions without any security are taken too; to be enabled on purpose. Default false.</summary>
    public bool OpcUaNone { get; set; }

    /// <summary>Whether OPC UA sessions without a user are taken; they may read. Default true.</summary>
    public bool OpcUaAnonymous { get; set; } = true;

    /// <summary>Name of the OPC UA user who logs in with <see cref="OpcUaPassword"/>; null for none. Default null.</summary>
    public string? OpcUaUser { get; set; }

    /// <summary>Password of <see cref="OpcUaUser"/>; a secret.</summary>
    public string? OpcUaPassword { get; set; }

    /// <summary>Machine time in units of real time, 0.01 to 1000. Default 1.</summary>
    public double Speed { get; set; } = 1;

    /// <summary>Folder with recorded cycles in the UCI format, to be replayed instead of the twin; null for the twin.</summary>
    public string? Replay { get; set; }

    /// <summary>Replays every n-th recorded cycle only, 1 to 100000. Default 1.</summary>
    public int ReplayStride { get; set; } = 1;

    /// <summary>What happens when the recorded cycles have been replayed. Default: start over.</summary>
    public ReplayEnd ReplayEnd { get; set; } = ReplayEnd.StartOver;

    /// <summary>Seed of the twin's noise, so that a run can be repeated. Default 1.</summary>
    public int Seed { get; set; } = 1;
}
