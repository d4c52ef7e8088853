using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Stands for Aspire.Hosting.ProjectResourceBuilderExtensions.</summary>
public static class ProjectResourceBuilderExtensions
{
    /// <summary>Stands for AddProject. Launch profiles of the child are not read: no project of this repository has one but AppHost.</summary>
    /// <typeparam name="TProject">Generated class Projects.X.</typeparam>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new()
    {
        var project = builder.AddResource(new ProjectResource(name, new TProject()));
        project.Resource.Annotations.Add(new EnvironmentCallbackAnnotation(environment =>
            ProjectEnvironment.Populate(project.Resource, builder, environment)));
        return project;
    }
}
