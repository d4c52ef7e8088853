namespace Faultline.TimeSeries;

/// <summary>What was done to a role.</summary>
public enum ModelAction
{
    /// <summary>A model was given the role.</summary>
    Promote,

    /// <summary>The role went back to the model that had it before.</summary>
    RollBack,

    /// <summary>The role was taken away and nobody has it.</summary>
    Withdraw,
}
