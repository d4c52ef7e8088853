namespace Faultline.Learning.Trees;

/// <summary>What ML.NET's engine answers.</summary>
public sealed class TreeOutput
{
    /// <summary>The sum of the trees.</summary>
    public float Score { get; set; }
}
