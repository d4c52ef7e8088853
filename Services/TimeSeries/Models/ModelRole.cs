namespace Faultline.TimeSeries;

/// <summary>What a model is used for.</summary>
public enum ModelRole
{
    /// <summary>Its answers count: they are stored, announced and raise alarms.</summary>
    Active,

    /// <summary>It scores the live line beside the active one and is only compared with it.</summary>
    Shadow,
}
