namespace Faultline.TimeSeries;

/// <summary>
/// What was asked contradicts what is stored, or the schema is not there. Repeating the call does not help; errors where it does
/// come as <see cref="Npgsql.NpgsqlException"/> with <c>IsTransient</c>.
/// </summary>
public class StorageException : Exception
{
    /// <summary>Creates it without a message.</summary>
    public StorageException()
    {
    }

    /// <summary>Creates it with what is wrong.</summary>
    public StorageException(string message)
        : base(message)
    {
    }

    /// <summary>Creates it with what is wrong and what caused it.</summary>
    public StorageException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
