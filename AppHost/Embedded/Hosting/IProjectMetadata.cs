using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Stands for Aspire.Hosting.IProjectMetadata; implemented by the generated classes Projects.X.</summary>
public interface IProjectMetadata : IResourceAnnotation
{
    /// <summary>Full path of the .csproj.</summary>
    string ProjectPath { get; }

    /// <summary>Full path of the built .dll (not there: Aspire runs `dotnet run`).</summary>
    string TargetPath { get; }
}
