using System.ComponentModel;
using System.Diagnostics;
using Faultline.AppHost.Embedded.Dashboard.Wire;
using Google.Protobuf.WellKnownTypes;

namespace Faultline.AppHost.Embedded.Dashboard;

/// <summary>Shows a resource as the dashboard wants it.</summary>
internal sealed class ResourceView(SecretMask mask)
{
    /// <summary>The dashboard takes no resource without it.</summary>
    private readonly Timestamp _created = Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow());

    /// <summary>Name of the dashboard's resource; the services' telemetry carries the same as service.instance.id, so that both are found together.</summary>
    public static string NameOf(IResource resource) => $"{resource.Name}-{Environment.ProcessId}";

    public Wire.Resource Of(ResourceRunner runner, ResourceStatus status)
    {
        var resource = runner.Resource;
        var view = new Wire.Resource
        {
            Name = NameOf(resource), DisplayName = resource.Name, Uid = NameOf(resource), ResourceType = TypeOf(resource),
            State = StateOf(status.State), StateStyle = StyleOf(status.State), CreatedAt = _created,
        };
        if (status.Pid is { } pid && StartedAt(pid) is { } started) view.StartedAt = Timestamp.FromDateTime(started);
        view.Environment.AddRange(EnvironmentOf(resource));
        view.Urls.AddRange(status.Urls.Select(url => UrlOf(url, resource)));
        view.Properties.AddRange(PropertiesOf(resource, status));
        view.Relationships.AddRange(RelationshipsOf(runner));
        if (status.State is not (ResourceState.Waiting or ResourceState.Finished or ResourceState.Stopped) && !runner.RunsToCompletion) view.HealthReports.Add(HealthOf(status));
        if (runner.HasProcess) view.Commands.AddRange(ResourceCommands.Of(status.State));
        return view;
    }

    private static string TypeOf(IResource resource) => resource switch
    {
        ProjectResource => "Project",
        PostgresDatabaseResource => "PostgresDatabase",
        _ => "Executable",
    };

    private static string StateOf(ResourceState state) => state switch
    {
        ResourceState.Waiting => "Waiting",
        ResourceState.Starting or ResourceState.Restarting => "Starting",
        ResourceState.Finished => "Finished",
        ResourceState.Stopped => "Exited",
        _ => "Running",
    };

    private static string StyleOf(ResourceState state) => state switch
    {
        ResourceState.Healthy or ResourceState.Finished => "success",
        ResourceState.Unhealthy or ResourceState.Restarting => "warning",
        _ => "info",
    };

    private static HealthReport HealthOf(ResourceStatus status)
    {
        var report = new HealthReport { Key = status.Name + "_check", Description = status.Detail ?? "" };
        if (status.State is ResourceState.Healthy or ResourceState.Unhealthy)
            report.Status = status.State is ResourceState.Healthy ? HealthStatus.Healthy : HealthStatus.Unhealthy;
        return report;
    }

    private static Url UrlOf(KeyValuePair<string, string> url, IResource resource)
    {
        var endpoint = resource.Annotations.OfType<EndpointAnnotation>().First(endpoint => endpoint.Name == url.Key);
        return new() { EndpointName = url.Key, FullUrl = url.Value, IsInternal = !endpoint.IsExternal && endpoint.UriScheme != "http", DisplayProperties = new() };
    }

    private static IEnumerable<ResourceRelationship> RelationshipsOf(ResourceRunner runner)
    {
        if (runner.Resource is PostgresDatabaseResource database) yield return new() { ResourceName = database.Parent.Name, Type = "Parent" };
        foreach (var need in runner.Resource.Annotations.OfType<WaitAnnotation>()) yield return new() { ResourceName = need.Resource.Name, Type = "WaitFor" };
    }

    private static DateTime? StartedAt(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return process.StartTime.ToUniversalTime();
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null; // It ended in between, or is another user's.
        }
    }

    private IEnumerable<EnvironmentVariable> EnvironmentOf(IResource resource) => resource is ProjectResource
        ? ProjectRunner.Environment(resource).Select(variable => new EnvironmentVariable { Name = variable.Key, Value = mask.Apply(variable.Value), IsFromSpec = true })
        : [];

    private IEnumerable<ResourceProperty> PropertiesOf(IResource resource, ResourceStatus status)
    {
        if (resource is ProjectResource project) yield return Property("project.path", project.Metadata.ProjectPath);
        if (status.Pid is { } pid) yield return new() { Name = "executable.pid", Value = Value.ForNumber(pid) };
        if (status.ConnectionString is { } connectionString) yield return Property("resource.connectionString", mask.Apply(connectionString));
        if (status.Restarts > 0) yield return new() { Name = "restarts", DisplayName = "Restarts", Value = Value.ForNumber(status.Restarts), IsHighlighted = true };
        if (status.Detail is { } detail) yield return Property("detail", detail);
    }

    private static ResourceProperty Property(string name, string value) => new() { Name = name, Value = Value.ForString(value) };
}
