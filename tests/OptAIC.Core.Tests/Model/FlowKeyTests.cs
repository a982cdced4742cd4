using FsCheck;
using FsCheck.Fluent;
using OptAIC.Model;

namespace OptAIC.Core.Tests.Model;

public sealed class FlowKeyTests
{
    private static readonly Gen<FlowKey> Keys =
        from instance in ArbMap.Default.GeneratorFor<Guid>()
        from flow in Gen.Elements(Enum.GetValues<FlowKind>())
        select new FlowKey(instance, flow);

    [Fact]
    public void Text_reads_back() =>
        Prop.ForAll(Keys.ToArbitrary(), key => FlowKey.TryParse(key.ToString(), out var read) && read == key).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("refresh")]
    [InlineData("0198b2c4-7c1e-7000-8000-000000000001")]
    [InlineData("0198b2c4-7c1e-7000-8000-000000000001/")]
    [InlineData("0198b2c4-7c1e-7000-8000-000000000001/nap")]
    [InlineData("no-guid/refresh")]
    public void Other_text_is_no_key(string text) => Assert.False(FlowKey.TryParse(text, out _));

    [Fact]
    public void Keys_are_ordered_by_instance_then_flow()
    {
        var (first, second) = (new Guid(1, 0, 0, new byte[8]), new Guid(2, 0, 0, new byte[8]));
        FlowKey[] inOrder = [new(first, FlowKind.Refresh), new(first, FlowKind.Run), new(second, FlowKind.Refresh)];

        Assert.Equal(inOrder, inOrder.Reverse().Order());
        Assert.True(inOrder[0] < inOrder[1] && inOrder[1] <= inOrder[2] && inOrder[2] > inOrder[0] && inOrder[1] >= inOrder[1]);
    }

    [Fact]
    public void Later_ids_come_later()
    {
        var now = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        var earlier = new FlowKey(Guid.CreateVersion7(now), FlowKind.Run);
        var later = new FlowKey(Guid.CreateVersion7(now.AddMilliseconds(1)), FlowKind.Refresh);

        Assert.True(earlier < later);
    }
}
