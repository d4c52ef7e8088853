namespace Faultline.Protocols.OpcUa.Client;

/// <summary>
/// Divides operations into requests that a server takes. Servers that refuse a request as too large without naming a limit are asked for half as
/// much, down to single operations.
/// </summary>
internal static class RequestDivision
{
    /// <summary>Results of all operations in their order.</summary>
    /// <param name="operations">What to ask.</param>
    /// <param name="limit">Most in a request; 0 where the server names none.</param>
    /// <param name="ask">Sends one request and answers its results.</param>
    /// <exception cref="OpcUaException">A request failed for another reason than its size, or was answered with another number of results.</exception>
    internal static async Task<TResult[]> AskAsync<TOperation, TResult>(
        IReadOnlyList<TOperation> operations, uint limit, Func<TOperation[], Task<TResult[]>> ask)
    {
        var atOnce = (int)Math.Min(limit == 0 ? OperationLimits.Unlimited : limit, (uint)Math.Max(operations.Count, 1));
        var results = new TResult[operations.Count];
        for (var done = 0; done < results.Length;)
        {
            var part = new TOperation[Math.Min(atOnce, results.Length - done)];
            for (var i = 0; i < part.Length; i++)
                part[i] = operations[done + i];
            TResult[] answer;
            try
            {
                answer = await ask(part);
            }
            catch (OpcUaException refusal) when (part.Length > 1 && IsTooLarge(refusal.Status))
            {
                atOnce = part.Length / 2;
                continue;
            }

            if (answer.Length != part.Length)
                throw OpcUaFault.Service(StatusCodes.BadUnknownResponse, typeof(TOperation).Name, $"{answer.Length} results for {part.Length} operations");
            answer.CopyTo(results, done);
            done += part.Length;
        }

        return results;
    }

    private static bool IsTooLarge(StatusCode status) => status.Code == StatusCodes.BadTooManyOperations
        || status.Code == StatusCodes.BadRequestTooLarge || status.Code == StatusCodes.BadResponseTooLarge
        || status.Code == StatusCodes.BadEncodingLimitsExceeded;
}
