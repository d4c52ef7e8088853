using MudBlazor;

namespace Faultline.Dashboard.Layout;

/// <summary>
/// Colours and type. Grey is normal and colour means something (ANSI/ISA-101.01 §5: colour for abnormal situations); the status colours come from
/// Okabe and Ito's colour-blind-safe set, adjusted per background to at least 4.5:1 for text, and never stand without icon and word.
/// </summary>
internal static class FaultlineTheme
{
    // Severity high; the palette has no slot between error and warning.
    private const string HighLight = "#b04a06";
    private const string HighDark = "#ff9d5c";

    private static readonly string[] Fonts = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "DejaVu Sans", "sans-serif"];

    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#1c5a91", Background = "#eef1f4", Surface = "#ffffff", AppbarBackground = "#ffffff", AppbarText = "#17222d",
            TextPrimary = "#17222d", TextSecondary = "#4c5a68", LinesDefault = "#d3dae1", LinesInputs = "#8593a1", ActionDefault = "#4c5a68",
            Error = "#a8123f", Warning = "#8a5a00", Info = "#0b64a0", Success = "#00694f", Tertiary = HighLight,
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#7db7e8", Background = "#10161c", Surface = "#19222b", AppbarBackground = "#19222b", AppbarText = "#e8eef4",
            TextPrimary = "#e8eef4", TextSecondary = "#a3b1bf", LinesDefault = "#2c3945", LinesInputs = "#6b7a89", ActionDefault = "#a3b1bf",
            Error = "#ff7a9c", Warning = "#f2b84b", Info = "#6cbcf0", Success = "#55cda4", Tertiary = HighDark, PrimaryContrastText = "#0d1b28",
        },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Fonts, FontSize = "0.9375rem", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontFamily = Fonts, TextTransform = "none", FontWeight = "600", LetterSpacing = "normal" },
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "6px", AppbarHeight = "56px" },
    };
}
