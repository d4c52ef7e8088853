namespace Faultline.Dashboard.Live;

/// <summary>State of the live connection.</summary>
public enum LinkState
{
    /// <summary>Not wanted: nobody is signed in.</summary>
    Stopped,

    /// <summary>First attempt under way.</summary>
    Connecting,

    /// <summary>Live.</summary>
    Connected,

    /// <summary>Was lost or could not be made; the next attempt is under way or due.</summary>
    Waiting,
}
