namespace Faultline.Protocols.Modbus.Server;

/// <summary>What a server does with a request to a unit that it has no device for.</summary>
public enum UnknownUnitBehavior
{
    /// <summary>Answers exception 11, as a gateway whose target is silent (AP V1.1b3 §7). Default.</summary>
    AnswerTargetFailed,

    /// <summary>Answers exception 10, as a gateway that has no path to it (§7).</summary>
    AnswerPathUnavailable,

    /// <summary>Does not answer, as on a serial line; the client runs into its timeout.</summary>
    Ignore,
}
