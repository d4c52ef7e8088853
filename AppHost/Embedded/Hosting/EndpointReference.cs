using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Stands for Aspire.Hosting.ApplicationModel.EndpointReference: what can be said of an endpoint before it has a port.</summary>
internal sealed record EndpointReference(IResource Resource, EndpointAnnotation Endpoint)
{
    public ReferenceExpression Scheme => Property("scheme", () => Endpoint.UriScheme);

    public ReferenceExpression Host => Property("host", () => Endpoint.Host);

    public ReferenceExpression Port => Property("port", () => Text(Endpoint.AllocatedPort));

    /// <summary>The port that the resource itself listens on; the same as <see cref="Port"/> where no proxy stands before it.</summary>
    public ReferenceExpression TargetPort => Property("targetPort", () => Text(Endpoint.AllocatedPort));

    public ReferenceExpression Url => Property("url", () => Endpoint.Url);

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    private ReferenceExpression Property(string name, Func<string> value) => new(value, $"{{{Resource.Name}.bindings.{Endpoint.Name}.{name}}}");
}
