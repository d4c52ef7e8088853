using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Server.Nodes;

/// <summary>A method, OPC 10000-3 §5.7.</summary>
public sealed class MethodNode : Node
{
    /// <summary>A method that answers with the outputs, in the order of <paramref name="outputs"/>.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="browseName">Its name.</param>
    /// <param name="inputs">What it takes; the server checks number and types before it is called.</param>
    /// <param name="outputs">What it answers.</param>
    /// <param name="body">What it does. Whatever it throws is answered with BadInternalError.</param>
    public MethodNode(
        NodeId id, QualifiedName browseName, IReadOnlyList<Argument> inputs, IReadOnlyList<Argument> outputs,
        Func<Variant[], CancellationToken, ValueTask<MethodOutcome>> body)
        : base(id, NodeClass.Method, browseName)
    {
        Inputs = inputs;
        Outputs = outputs;
        Body = body;
    }

    /// <summary>What it takes.</summary>
    public IReadOnlyList<Argument> Inputs { get; }

    /// <summary>What it answers.</summary>
    public IReadOnlyList<Argument> Outputs { get; }

    internal Func<Variant[], CancellationToken, ValueTask<MethodOutcome>> Body { get; }
}
