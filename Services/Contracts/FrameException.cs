namespace Faultline.Contracts;

/// <summary>Bytes that should be a frame are none; the message says what is wrong and where.</summary>
public sealed class FrameException : Exception
{
    /// <summary>Creates it without a message.</summary>
    public FrameException()
    {
    }

    /// <summary>Creates it with what is wrong.</summary>
    public FrameException(string message)
        : base(message)
    {
    }

    /// <summary>Creates it with what is wrong and what caused it.</summary>
    public FrameException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
