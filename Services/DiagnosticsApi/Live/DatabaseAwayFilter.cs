using System.Data.Common;
using Microsoft.AspNetCore.SignalR;

namespace Faultline.DiagnosticsApi.Live;

/// <summary>A database that is away for now is told to the caller of a hub's method, who may call again; other faults stay inside.</summary>
internal sealed class DatabaseAwayFilter : IHubFilter
{
    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        try
        {
            return await next(invocationContext);
        }
        catch (DbException exception) when (exception.IsTransient)
        {
            throw new HubException("The database does not answer at the moment.", exception);
        }
    }
}
