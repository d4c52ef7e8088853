using Faultline.Contracts;

namespace Faultline.Browser.Fake;

/// <summary>A model description of the shape that the scorer gives.</summary>
internal static class FakeModel
{
    public static object Info() => new
    {
        Version = "f00dbeefcafe",
        TrainedAt = new DateTimeOffset(2026, 11, 20, 8, 30, 0, TimeSpan.Zero),
        DataHash = new string('a', 64),
        Cycles = 2005,
        Runs = 174,
        Components = ComponentClasses.All.Select(component => new
        {
            Component = component,
            Algorithm = "inverse_regression",
            Classes = ComponentClasses.Of(component),
            Evaluation = new { Accuracy = 0.984, MacroF1 = 0.979, Classes = ComponentClasses.Of(component), Confusion = Confusion(ComponentClasses.Of(component).Count) },
        }),
    };

    private static int[][] Confusion(int count) =>
        [.. Enumerable.Range(0, count).Select(row => Enumerable.Range(0, count).Select(column => row == column ? 480 - (row * 31) : Math.Abs(row - column) == 1 ? 4 + row : 0).ToArray())];
}
