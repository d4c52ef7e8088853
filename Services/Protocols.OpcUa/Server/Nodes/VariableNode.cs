using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Server.Nodes;

/// <summary>A variable or property, OPC 10000-3 §5.6.2.</summary>
public sealed class VariableNode : Node
{
    /// <summary>ValueRank of a scalar, OPC 10000-3 §5.6.2.</summary>
    public const int Scalar = -1;

    /// <summary>ValueRank of an array of one dimension.</summary>
    public const int OneDimension = 1;

    /// <summary>A variable whose value comes from <paramref name="source"/>.</summary>
    public VariableNode(NodeId id, QualifiedName browseName, NodeId dataType, IVariableSource source)
        : base(id, NodeClass.Variable, browseName)
    {
        DataType = dataType;
        Source = source;
    }

    /// <summary>Data type of its value; one of the server's.</summary>
    public NodeId DataType { get; }

    /// <summary>Where its value comes from.</summary>
    public IVariableSource Source { get; }

    /// <summary><see cref="Scalar"/> or <see cref="OneDimension"/>.</summary>
    public int ValueRank { get; init; } = Scalar;

    /// <summary>Whether clients that may write can write it; default false.</summary>
    public bool Writable { get; init; }

    /// <summary>How often looking for a change makes sense, milliseconds; 0: always.</summary>
    public double MinimumSamplingInterval { get; init; }

    /// <summary>The present value; BadInternalError where the source throws, which must not end a timer or a request for other nodes.</summary>
    internal DataValue Read()
    {
        try
        {
            return Source.Read();
        }
        catch (Exception)
        {
            return new DataValue { Status = StatusCodes.BadInternalError };
        }
    }

    internal StatusCode Write(DataValue value)
    {
        try
        {
            return Source.Write(value);
        }
        catch (Exception)
        {
            return StatusCodes.BadInternalError;
        }
    }
}
