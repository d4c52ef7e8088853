using System.Text.Json;
using System.Text.Json.Nodes;
using Faultline.Contracts;

namespace Faultline.Scorer.Models;

/// <summary>What a model file says of itself, split into where it came from and how well it does.</summary>
internal static class ModelDescription
{
    private const string Components = "components";

    public static JsonElement MetadataOf(RigClassifier classifier)
    {
        var info = Info(classifier);
        info.Remove(Components);
        return JsonSerializer.SerializeToElement(info);
    }

    public static JsonElement EvaluationOf(RigClassifier classifier) => JsonSerializer.SerializeToElement(new JsonObject { [Components] = Info(classifier)[Components]!.DeepClone() });

    public static JsonObject Info(RigClassifier classifier) => JsonSerializer.SerializeToNode(classifier.Info, FaultlineJson.Options)!.AsObject();
}
