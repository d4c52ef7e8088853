using System.Runtime.InteropServices;
using System.Text;

namespace Faultline.AppHost.Embedded;

/// <summary>The few calls of POSIX that .NET has no method for. Linux and macOS only.</summary>
internal static partial class Posix
{
    /// <summary>Signal numbers are the same on Linux and macOS for these four.</summary>
    public const int SigInt = 2, SigQuit = 3, SigKill = 9, SigTerm = 15;

    /// <summary>Sends a signal; says whether there was such a process.</summary>
    public static bool Send(int processId, int signal) => Kill(processId, signal) == 0;

    /// <summary>
    /// Makes this process the leader of its own session, so that a Ctrl-C in the terminal reaches AppHost alone, which stops its children in order.
    /// </summary>
    public static void LeaveTerminal()
    {
        if (!OperatingSystem.IsWindows()) _ = SetSid();
    }

    /// <summary>Gives a file to a user.</summary>
    /// <exception cref="IOException">Not permitted.</exception>
    public static void ChangeOwner(string path, int userId, int groupId)
    {
        if (ChOwn(Encoding.UTF8.GetBytes(path + '\0'), userId, groupId) != 0) throw new IOException($"Cannot give {path} to user {userId}.");
    }

    /// <summary>Whether this process runs as root.</summary>
    public static bool IsRoot => !OperatingSystem.IsWindows() && GetEUid() == 0;

    /// <summary>The process that started this one; null on Windows.</summary>
    public static int? Parent() => OperatingSystem.IsWindows() ? null : GetPPid();

    [DllImport("libc", EntryPoint = "getppid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetPPid();

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int processId, int signal);

    [DllImport("libc", EntryPoint = "setsid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetSid();

    [DllImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint GetEUid();

    [DllImport("libc", EntryPoint = "chown")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ChOwn(byte[] path, int userId, int groupId);
}
