namespace Faultline.Collector.Spooling;

/// <summary>The spool cannot be used; the message names the folder or file.</summary>
internal sealed class SpoolException : Exception
{
    public SpoolException()
    {
    }

    public SpoolException(string message)
        : base(message)
    {
    }

    public SpoolException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
