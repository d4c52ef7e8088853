namespace Faultline.TimeSeries;

/// <summary>How a model's bytes are read.</summary>
public enum ModelKind
{
    /// <summary>A model file of Trainer; answers for all components.</summary>
    Faultline,

    /// <summary>An ONNX classifier; answers for one component.</summary>
    Onnx,
}
