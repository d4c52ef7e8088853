namespace Faultline.Protocols.OpcUa;

/// <summary>The one exception of this library; made by <see cref="OpcUaFault"/> only.</summary>
public sealed class OpcUaException : IOException
{
    internal OpcUaException(StatusCode status, string message, Exception? inner = null)
        : base(message, inner) => Status = status;

    /// <summary>What is wrong, as the code that the specification gives it.</summary>
    public StatusCode Status { get; }
}
