namespace Faultline.Dashboard.Api;

/// <summary>A model in service.</summary>
/// <param name="Name">Its name in the registry; null while that was not reached.</param>
/// <param name="Version">Its number there.</param>
/// <param name="Fingerprint">What predictions carry as model version.</param>
public sealed record ServedModel(string? Name, int? Version, string Fingerprint)
{
    /// <summary>As people name it.</summary>
    public string Title => Name is null ? Fingerprint : $"{Name}/{Version}";
}
