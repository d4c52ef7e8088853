namespace Faultline.Kubernetes.Profiles;

/// <summary>How people reach the external endpoint.</summary>
/// <param name="Host">Host name.</param>
/// <param name="TlsSecret">Secret with its certificate (kubernetes.io/tls), made by cert-manager or by hand.</param>
/// <param name="ClassName">Ingress class.</param>
/// <param name="ControllerNamespace">Namespace of the ingress controller: the only one let in.</param>
public sealed record IngressProfile(string Host, string TlsSecret, string ClassName = "nginx", string ControllerNamespace = "ingress-nginx");
