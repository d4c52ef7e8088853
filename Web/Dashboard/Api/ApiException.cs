using System.Net;

namespace Faultline.Dashboard.Api;

/// <summary>A request failed; the message is fit for an operator.</summary>
public sealed class ApiException : Exception
{
    /// <summary>Creates it without a message.</summary>
    public ApiException()
    {
    }

    /// <summary>Creates it with what went wrong.</summary>
    public ApiException(string message)
        : base(message)
    {
    }

    /// <summary>Creates it with what went wrong and what caused it.</summary>
    public ApiException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates it from an answer.</summary>
    public ApiException(HttpStatusCode status, string message, IReadOnlyList<RequestFault> faults)
        : base(message) => (Status, Faults) = (status, faults);

    /// <summary>Status of the answer; null when there was none.</summary>
    public HttpStatusCode? Status { get; }

    /// <summary>What is wrong with the request; empty when the message says all.</summary>
    public IReadOnlyList<RequestFault> Faults { get; } = [];
}
