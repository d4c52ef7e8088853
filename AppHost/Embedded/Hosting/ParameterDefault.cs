namespace Aspire.Hosting.ApplicationModel;

/// <summary>Stands for Aspire.Hosting.ApplicationModel.ParameterDefault.</summary>
public abstract class ParameterDefault
{
    /// <summary>Makes the value used where configuration has none.</summary>
    public abstract string GetDefaultValue();
}
