using Faultline.Contracts;

namespace Faultline.DiagnosticsApi.Readings;

/// <summary>Names of quality classes in files, the same as in JSON.</summary>
internal static class QualityName
{
    public static string Of(Quality quality) => quality.Class switch
    {
        QualityClass.Good => "good",
        QualityClass.Uncertain => "uncertain",
        _ => "bad",
    };
}
