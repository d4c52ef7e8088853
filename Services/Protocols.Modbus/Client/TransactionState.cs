namespace Faultline.Protocols.Modbus.Client;

/// <summary>Where a request stands; guarded by its connection's lock.</summary>
internal enum TransactionState
{
    /// <summary>Not started, or ended.</summary>
    Idle,

    /// <summary>Waits for a free place.</summary>
    Queued,

    /// <summary>Sent, waits for its answer.</summary>
    Outstanding,
}
