namespace Faultline.Learning.Data;

/// <summary>Recorded data that cannot be used; the message names the file and, where known, the 1-based row and column.</summary>
public sealed class DatasetException : Exception
{
    /// <summary>Creates the error without a place.</summary>
    public DatasetException(string message) : base(message)
    {
    }

    /// <summary>Creates the error with its cause.</summary>
    public DatasetException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <summary>Creates the error for a place in a file; row and column count from 1, 0 where not known.</summary>
    public DatasetException(string file, int row, int column, string fault) : base(Place(file, row, column) + fault)
    {
        File = file;
        Row = row;
        Column = column;
    }

    /// <summary>Path of the file at fault, or null when the fault is not in one file.</summary>
    public string? File { get; }

    /// <summary>1-based row, 0 when the fault is not in one row.</summary>
    public int Row { get; }

    /// <summary>1-based column, 0 when the fault is not in one column.</summary>
    public int Column { get; }

    private static string Place(string file, int row, int column) => (row, column) switch
    {
        ( > 0, > 0) => $"{file}, row {row}, column {column}: ",
        ( > 0, _) => $"{file}, row {row}: ",
        _ => $"{file}: ",
    };
}
