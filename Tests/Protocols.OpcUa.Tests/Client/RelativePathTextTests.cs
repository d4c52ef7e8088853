using Faultline.Protocols.OpcUa.Client;
using Faultline.Protocols.OpcUa.Encoding;

namespace Faultline.Protocols.OpcUa.Tests.Client;

public sealed class RelativePathTextTests
{
    [Theory]
    [InlineData("/2:Plant/3:P/Value", "2:Plant|3:P|Value")]
    [InlineData("/2:Block&.Output", "2:Block.Output")]
    [InlineData("/2:a&/b&&c", "2:a/b&c")]
    public void Path_IsRead_AndItsNamesWrittenTheSame(string text, string names)
    {
        Assert.True(RelativePathText.TryParse(text, out var path));

        Assert.Equal(names, string.Join('|', path.Elements.Select(element => element.TargetName.ToString())));
        Assert.Equal(text, string.Concat(path.Elements.Select(element => RelativePathText.Format(element.TargetName))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Plant")]
    [InlineData("/")]
    [InlineData("/2:")]
    [InlineData("/a//b")]
    public void WhatIsNone_IsRefused(string text) => Assert.False(RelativePathText.TryParse(text, out _));
}
