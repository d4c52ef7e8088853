namespace Faultline.Contracts;

/// <summary>What raises alarms.</summary>
public enum AlarmKind
{
    /// <summary>A sensor's limit.</summary>
    Limit,

    /// <summary>A fault that the model predicts.</summary>
    PredictedFault,

    /// <summary>A sensor, or a whole system, tells no good data.</summary>
    NoData,

    /// <summary>The collector itself: readings are lost.</summary>
    Collector,

    /// <summary>The machine is in a condition that the model has not learned.</summary>
    UnknownCondition,
}
