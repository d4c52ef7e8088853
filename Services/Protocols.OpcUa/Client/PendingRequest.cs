using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.SecureChannel;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Client;

/// <summary>A request that waits for its answer. Both methods are called on the receiving task, one of them once.</summary>
internal abstract class PendingRequest
{
    internal abstract void Complete(ReceivedMessage message);

    internal abstract void Fail(OpcUaException failure);
}

/// <summary>A request whose sender awaits a response of one type.</summary>
/// <param name="request">Name of the request, for messages.</param>
/// <param name="onResponse">Called before the next message is taken up, so that nothing the server sends afterwards is early; null for nothing.</param>
internal sealed class PendingRequest<T>(string request, Action<T>? onResponse) : PendingRequest
    where T : class, IServiceResponse
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Task<T> Answer => _answer.Task;

    internal override void Complete(ReceivedMessage message)
    {
        try
        {
            var response = Check(message.Decode());
            onResponse?.Invoke(response);
            _answer.TrySetResult(response);
        }
        catch (OpcUaException failure)
        {
            Fail(failure);
        }
    }

    internal override void Fail(OpcUaException failure)
    {
        _answer.TrySetException(failure);

        // Whoever gave up waiting does not look at the outcome any more.
        _ = _answer.Task.Exception;
    }

    private T Check(IOpcUaStructure message)
    {
        if (message is IServiceResponse { ResponseHeader.ServiceResult: { IsBad: true } result })
            throw OpcUaFault.Service(result, request);
        return message as T ?? throw OpcUaFault.Service(StatusCodes.BadUnknownResponse, request, $"{message.GetType().Name} came instead");
    }
}
