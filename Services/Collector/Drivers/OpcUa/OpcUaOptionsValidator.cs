using Microsoft.Extensions.Options;

namespace Faultline.Collector.Drivers.OpcUa;

internal sealed class OpcUaOptionsValidator : IValidateOptions<OpcUaOptions>
{
    public ValidateOptionsResult Validate(string? name, OpcUaOptions options)
    {
        List<string> faults = [];
        if (!Path.IsPathFullyQualified(options.CertificateFolder))
            faults.Add($"OpcUa:CertificateFolder '{options.CertificateFolder}' is no absolute path.");
        if (!Uri.TryCreate(options.ApplicationUri, UriKind.Absolute, out _))
            faults.Add($"OpcUa:ApplicationUri '{options.ApplicationUri}' is no URI.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
