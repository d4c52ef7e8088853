using Faultline.Collector.Spooling;

namespace Faultline.Collector.Drivers.OpcUa;

/// <summary>The collector as an OPC UA client. Section <c>OpcUa</c>.</summary>
public sealed class OpcUaOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "OpcUa";

    /// <summary>Folder of the own certificate and the trust list. Default <c>opcua</c> in the spool's folder.</summary>
    public string CertificateFolder { get; set; } = "";

    /// <summary>URI of the application, which its certificate names. Default urn:HOST:faultline:collector.</summary>
    public string ApplicationUri { get; set; } = "";

    internal void ApplyDefaults(SpoolOptions spool)
    {
        if (CertificateFolder.Length == 0 && spool.Folder.Length > 0)
            CertificateFolder = Path.Combine(spool.Folder, "opcua");
        if (ApplicationUri.Length == 0)
            ApplicationUri = $"urn:{Uri.EscapeDataString(Environment.MachineName)}:faultline:collector";
    }
}
