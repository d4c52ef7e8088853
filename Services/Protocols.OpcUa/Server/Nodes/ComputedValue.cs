using Faultline.Protocols.OpcUa.Encoding;

namespace Faultline.Protocols.OpcUa.Server.Nodes;

/// <summary>A value that is computed whenever somebody asks for it.</summary>
/// <param name="read">Computes it; called by any number of tasks at once.</param>
public sealed class ComputedValue(Func<DataValue> read) : IVariableSource
{
    /// <inheritdoc/>
    public DataValue Read() => read();
}
