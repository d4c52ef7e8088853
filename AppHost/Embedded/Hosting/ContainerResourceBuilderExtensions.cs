using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Stands for Aspire.Hosting.ContainerResourceBuilderExtensions; noted in the model, not used by the stand-ins.</summary>
public static class ContainerResourceBuilderExtensions
{
    /// <summary>Stands for WithImage: replaces the image; the tag becomes <paramref name="tag"/> or "latest".</summary>
    public static IResourceBuilder<T> WithImage<T>(this IResourceBuilder<T> builder, string image, string? tag = null)
        where T : ContainerResource
    {
        var annotation = Image(builder);
        annotation.Image = image;
        annotation.Tag = tag ?? "latest";
        return builder;
    }

    /// <summary>Stands for WithImageTag.</summary>
    public static IResourceBuilder<T> WithImageTag<T>(this IResourceBuilder<T> builder, string tag)
        where T : ContainerResource
    {
        Image(builder).Tag = tag;
        return builder;
    }

    private static ContainerImageAnnotation Image<T>(IResourceBuilder<T> builder)
        where T : ContainerResource =>
        builder.Resource.Annotations.OfType<ContainerImageAnnotation>().Single();
}
