namespace Faultline.Dashboard.Api;

/// <summary>What a component asks of the API: whether an answer is awaited, and why the last one did not come.</summary>
public sealed class ApiCall
{
    /// <summary>Whether an answer is awaited.</summary>
    public bool IsBusy { get; private set; }

    /// <summary>Why the last attempt failed; null when it did not.</summary>
    public ApiException? Failure { get; private set; }

    /// <summary>Does something that asks the API.</summary>
    public async Task TryAsync(Func<Task> act)
    {
        ArgumentNullException.ThrowIfNull(act);
        (IsBusy, Failure) = (true, null);
        try
        {
            await act();
        }
        catch (ApiException exception)
        {
            Failure = exception;
        }
        finally
        {
            IsBusy = false;
        }
    }
}
