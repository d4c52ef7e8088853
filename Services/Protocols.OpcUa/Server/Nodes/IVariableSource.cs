using Faultline.Protocols.OpcUa.Encoding;

namespace Faultline.Protocols.OpcUa.Server.Nodes;

/// <summary>
/// Where the value of a variable comes from. Asked by any number of tasks at once, and often: it answers at once, without blocking. What it throws is
/// BadInternalError to clients.
/// </summary>
public interface IVariableSource
{
    /// <summary>The present value with its quality and source timestamp; the server adds its own timestamp where none is given.</summary>
    DataValue Read();

    /// <summary>Takes a value of the right type. Default: BadNotWritable.</summary>
    /// <returns>Good, or why not.</returns>
    StatusCode Write(DataValue value) => StatusCodes.BadNotWritable;
}
