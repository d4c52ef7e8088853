namespace Faultline.Contracts;

/// <summary>What raises alarms.</summary>
public enum AlarmKind
{
    /// <summary>A sensor's limit.</summary>
    Limit,

    /// <summary>A fault that the model predicts.</summary>
    PredictedFault,
}
