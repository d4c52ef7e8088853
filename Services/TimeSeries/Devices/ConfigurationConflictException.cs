namespace Faultline.TimeSeries;

/// <summary>Somebody else saved a version in between; read the newest and change that.</summary>
public sealed class ConfigurationConflictException : StorageException
{
    /// <summary>Creates it without a message.</summary>
    public ConfigurationConflictException()
    {
    }

    /// <summary>Creates it with what is wrong.</summary>
    public ConfigurationConflictException(string message)
        : base(message)
    {
    }

    /// <summary>Creates it with what is wrong and what caused it.</summary>
    public ConfigurationConflictException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal static ConfigurationConflictException Of(long expected, long actual) =>
        new($"The configuration is at version {actual}, the change was made to version {expected}.");
}
