namespace Faultline.Scorer.Live;

/// <summary>Where a batch stands in its stream.</summary>
internal enum BatchOrder
{
    /// <summary>Processed before.</summary>
    Known,

    /// <summary>The one that is due.</summary>
    Next,

    /// <summary>Batches before it have not arrived.</summary>
    AfterGap,
}
