using System.Text.Json;

namespace Faultline.AppHost.Manifest;

/// <summary>
/// Writes the graph as Aspire's own publisher does (schema aspire-8.0.json), to the letter: resources in the graph's order, then what they refer
/// to without being part of it, such as generated passwords.
/// </summary>
/// <param name="json">Where to.</param>
/// <param name="folder">Folder of the manifest, which project paths are relative to.</param>
internal sealed class ManifestWriter(Utf8JsonWriter json, string folder)
{
    private readonly ManifestPorts _ports = new();

    /// <summary>Writes the whole document.</summary>
    public void Write(IReadOnlyList<IResource> resources)
    {
        json.WriteStartObject();
        json.WriteStartObject("resources");
        foreach (var resource in resources) Write(resource);
        var servers = resources.OfType<ContainerResource>().ToList();
        foreach (var password in servers.Select(PasswordOf).OfType<ParameterResource>()) WritePassword(password);
        foreach (var redis in servers.OfType<RedisResource>())
            WriteObject(redis.TlsSuffixName, "value.v0", () => json.WriteString("connectionString", ""));
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
    }

    private static ParameterResource? PasswordOf(ContainerResource server) => server switch
    {
        PostgresServerResource postgres => postgres.PasswordParameter,
        RedisResource redis => redis.PasswordParameter,
        _ => null,
    };

    private void WritePassword(ParameterResource password)
    {
        Write(password);
        WriteObject(password.UriName, "annotated.string", () =>
        {
            json.WriteString("value", password.Expression.ValueExpression);
            json.WriteString("filter", "uri");
        });
    }

    private void Write(IResource resource)
    {
        switch (resource)
        {
            case ParameterResource parameter:
                WriteObject(parameter.Name, "parameter.v0", () => WriteParameter(parameter));
                break;
            case ContainerResource container:
                WriteObject(container.Name, "container.v0", () => WriteContainer(container));
                break;
            case ProjectResource project:
                WriteObject(project.Name, "project.v0", () => WriteProject(project));
                break;
            case IResourceWithConnectionString value:
                WriteObject(value.Name, "value.v0", () => json.WriteString("connectionString", value.ConnectionStringExpression.ValueExpression));
                break;
            default:
                throw new DistributedApplicationException($"{resource.Name}: a {resource.GetType().Name} has no form in the manifest.");
        }
    }

    private void WriteObject(string name, string type, Action write)
    {
        json.WriteStartObject(name);
        json.WriteString("type", type);
        write();
        json.WriteEndObject();
    }

    private void WriteParameter(ParameterResource parameter)
    {
        json.WriteString("value", $"{{{parameter.Name}.inputs.value}}");
        json.WriteStartObject("inputs");
        json.WriteStartObject("value");
        json.WriteString("type", "string");
        if (parameter.Secret) json.WriteBoolean("secret", true);
        if (parameter.Default is GenerateParameterDefault generate)
        {
            json.WriteStartObject("default");
            json.WriteStartObject("generate");
            json.WriteNumber("minLength", generate.MinLength);
            if (!generate.Special) json.WriteBoolean("special", false);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteContainer(ContainerResource container)
    {
        if (container is IResourceWithConnectionString server) json.WriteString("connectionString", server.ConnectionStringExpression.ValueExpression);
        var image = container.Annotations.OfType<ContainerImageAnnotation>().Single();
        json.WriteString("image", $"docker.io/{image.Image}:{image.Tag}");
        if (container.Annotations.OfType<ContainerCommandAnnotation>().LastOrDefault() is { } command)
        {
            json.WriteString("entrypoint", command.Entrypoint);
            json.WriteStartArray("args");
            foreach (var argument in command.Arguments) json.WriteStringValue(argument);
            json.WriteEndArray();
        }

        WriteVolumes([.. container.Annotations.OfType<ContainerMountAnnotation>()]);
        WriteEnvironment(container);
        WriteBindings(container);
    }

    private void WriteProject(ProjectResource project)
    {
        json.WriteString("path", Path.GetRelativePath(folder, project.Metadata.ProjectPath).Replace('\\', '/'));
        WriteEnvironment(project);
        WriteBindings(project);
    }

    private void WriteVolumes(List<ContainerMountAnnotation> volumes)
    {
        if (volumes.Count == 0) return;
        json.WriteStartArray("volumes");
        foreach (var volume in volumes)
        {
            json.WriteStartObject();
            if (volume.Source is not null) json.WriteString("name", volume.Source);
            json.WriteString("target", volume.Target);
            json.WriteBoolean("readOnly", false);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteEnvironment(IResource resource)
    {
        var environment = new Dictionary<string, ReferenceExpression>();
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>()) annotation.Callback(environment);
        if (environment.Count == 0) return;
        json.WriteStartObject("env");
        foreach (var (name, value) in environment) json.WriteString(name, value.ValueExpression);
        json.WriteEndObject();
    }

    private void WriteBindings(IResource resource)
    {
        var bindings = _ports.Resolve(resource);
        if (bindings.Count == 0) return;
        json.WriteStartObject("bindings");
        foreach (var (endpoint, port, targetPort) in bindings)
        {
            json.WriteStartObject(endpoint.Name);
            json.WriteString("scheme", endpoint.UriScheme);
            json.WriteString("protocol", "tcp");
            json.WriteString("transport", endpoint.UriScheme is "http" or "https" ? "http" : "tcp");
            if (port is { } exposed) json.WriteNumber("port", exposed);
            if (targetPort is { } target) json.WriteNumber("targetPort", target);
            if (endpoint.IsExternal) json.WriteBoolean("external", true);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
