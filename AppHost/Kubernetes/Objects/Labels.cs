namespace Faultline.Kubernetes.Objects;

/// <summary>The labels that Kubernetes recommends (app.kubernetes.io), and those of them that selectors use, which must never change.</summary>
internal static class Labels
{
    public const string Application = "faultline";

    private const string NameLabel = "app.kubernetes.io/name";
    private const string PartOfLabel = "app.kubernetes.io/part-of";

    public static Dictionary<string, string> Of(Workload workload) => new(Selector(workload.Name))
    {
        ["app.kubernetes.io/component"] = workload.Profile.Kind == Profiles.WorkloadKind.Job ? "migration" : workload.Resource.IsProject ? "service" : "store",
        ["app.kubernetes.io/version"] = VersionOf(workload.Image),
    };

    public static Dictionary<string, string> Selector(string workload) => new() { [NameLabel] = workload, [PartOfLabel] = Application };

    public static Dictionary<string, string> OfApplication() => new() { [PartOfLabel] = Application };

    private static string VersionOf(string image) => image[(image.LastIndexOf(':') + 1)..];
}
