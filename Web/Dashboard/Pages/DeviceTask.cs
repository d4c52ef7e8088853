namespace Faultline.Dashboard.Pages;

/// <summary>What is being done to the device of a page.</summary>
internal enum DeviceTask
{
    /// <summary>It is looked at.</summary>
    None,

    /// <summary>It is added.</summary>
    AddDevice,

    /// <summary>It is edited.</summary>
    EditDevice,

    /// <summary>A tag is added to it.</summary>
    AddTag,

    /// <summary>One of its tags is edited.</summary>
    EditTag,

    /// <summary>A value is written to one of its tags.</summary>
    WriteTag,
}
