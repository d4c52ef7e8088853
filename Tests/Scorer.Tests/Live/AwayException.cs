using System.Data.Common;

namespace Faultline.Scorer.Tests.Live;

/// <summary>What a database that is away throws.</summary>
public sealed class AwayException : DbException
{
    public override bool IsTransient => true;
}
