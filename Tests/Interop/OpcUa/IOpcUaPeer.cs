namespace Faultline.Interop.OpcUa;

/// <summary>A server of another stack, in a process of its own, with the address space that the tests know.</summary>
public interface IOpcUaPeer : IAsyncLifetime
{
    /// <summary>Its address.</summary>
    Uri Url { get; }

    /// <summary>Skips the test where the peer is not there.</summary>
    void Require();

    /// <summary>Ends the process, as a crash does.</summary>
    Task StopAsync();

    /// <summary>Starts it again on the same port.</summary>
    Task StartAsync();
}
