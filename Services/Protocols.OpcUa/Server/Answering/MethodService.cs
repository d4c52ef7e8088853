using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Server.Nodes;
using Faultline.Protocols.OpcUa.Server.Sessions;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Server.Answering;

/// <summary>Call, OPC 10000-4 §5.11: methods run beside the connection, so that a slow one holds up no other request.</summary>
internal sealed class MethodService(ServerCore core, ServerConnection connection)
{
    private int _underWay;

    /// <summary>Begins the calls; the answer is sent when they are done. Null, as there is no answer yet.</summary>
    internal IServiceResponse? Begin(uint requestId, CallRequest request, Session session, CancellationToken ending)
    {
        core.CheckOperations(request.MethodsToCall.Length, core.Limits.NodesPerRequest, nameof(CallRequest));
        if (Interlocked.Increment(ref _underWay) > core.Limits.CallsUnderWay)
        {
            Interlocked.Decrement(ref _underWay);
            core.Statistics.Count(ServerBound.Calls);
            throw OpcUaFault.Service(StatusCodes.BadServerTooBusy, nameof(CallRequest));
        }

        _ = RunAsync(requestId, request, session.User!, ending);
        return null;
    }

    private async Task RunAsync(uint requestId, CallRequest request, OpcUaUser user, CancellationToken ending)
    {
        await Task.Yield();
        try
        {
            var results = new CallMethodResult[request.MethodsToCall.Length];
            for (var i = 0; i < results.Length; i++)
                results[i] = await CallAsync(request.MethodsToCall[i], user, ending);
            await connection.SendAsync(requestId, new CallResponse
            {
                ResponseHeader = connection.Header(request.RequestHeader.RequestHandle, StatusCodes.Good), Results = results,
            });
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }

    private async ValueTask<CallMethodResult> CallAsync(CallMethodRequest call, OpcUaUser user, CancellationToken ending)
    {
        if (core.Space.Find(call.ObjectId) is not { } owner)
            return Bad(StatusCodes.BadNodeIdUnknown);
        if (core.Space.Find(call.MethodId) is not MethodNode method
            || !owner.References().Any(reference => reference.IsForward && reference.Target == method))
            return Bad(StatusCodes.BadMethodInvalid);
        if (!user.MayCall)
            return Bad(StatusCodes.BadUserAccessDenied);
        if (call.InputArguments.Length != method.Inputs.Count)
            return Bad(call.InputArguments.Length < method.Inputs.Count ? StatusCodes.BadArgumentsMissing : StatusCodes.BadTooManyArguments);
        var checks = method.Inputs.Select((input, i) => ValueTypes.Fits(core.Space, call.InputArguments[i], input.DataType, input.ValueRank)
            ? (StatusCode)default : StatusCodes.BadTypeMismatch).ToArray();
        return checks.Any(check => check.IsBad)
            ? new CallMethodResult { StatusCode = StatusCodes.BadInvalidArgument, InputArgumentResults = checks }
            : await RunAsync(method, call.InputArguments, checks, ending);
    }

    private static async ValueTask<CallMethodResult> RunAsync(MethodNode method, Variant[] inputs, StatusCode[] checks, CancellationToken ending)
    {
        try
        {
            var outcome = await method.Body(inputs, ending);
            return new CallMethodResult { StatusCode = outcome.Status, InputArgumentResults = checks, OutputArguments = outcome.Outputs ?? [] };
        }
        catch (Exception)
        {
            // The application's method threw, whatever it was: the client learns that it failed, and the connection goes on.
            return Bad(StatusCodes.BadInternalError);
        }
    }

    private static CallMethodResult Bad(StatusCode status) => new() { StatusCode = status };
}
