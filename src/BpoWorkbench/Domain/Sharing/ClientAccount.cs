namespace BpoWorkbench.Domain.Sharing;

/// <summary>What a client got of the assignments made to those who serve it: the last hundred exactly, and roughly how it has been lately.</summary>
internal sealed class ClientAccount
{
    /// <summary>Over how many assignments a least part is kept.</summary>
    public const int Window = 100;

    // How quickly what it had lately is forgotten: about a hundred assignments.
    private const double Fading = 0.01;

    private readonly bool[] _got = new bool[2 * Window];
    private int _made;

    // For how many assignments in a row it has had ready work.
    private int _ready;

    // The last so many of these were seen to be; of those before, somebody else decided, and it is only taken for granted.
    private int _seen;

    /// <summary>Its part of the assignments lately, from 0 to 1.</summary>
    public double Recent { get; private set; }

    /// <summary>
    /// It had clearly more than a fair part lately: more than three standard deviations, so that a busy hour of a small client is not held
    /// against it. The variance of an exponential average of so many draws is that of one draw by f / (2 - f).
    /// </summary>
    public bool HadMoreThan(double fair) => Recent > fair + (3 * Math.Sqrt(fair * (1 - fair) * Fading / (2 - Fading)));

    /// <summary>One more assignment was made.</summary>
    /// <param name="ready">Whether it had ready work; null where nobody knows.</param>
    public Before Add(bool got, bool? ready)
    {
        var before = new Before(_made, _ready, _seen, Recent);
        _got[_made++ % _got.Length] = got;
        _ready = ready != false ? Math.Min(_ready + 1, Window) : 0;
        _seen = ready == true ? Math.Min(_seen + 1, Window) : 0;
        Recent += Fading * ((got ? 1 : 0) - Recent);
        return before;
    }

    /// <summary>The last one was not made after all.</summary>
    public void Remove(Before before)
    {
        if (_made == before.Made + 1)
        {
            (_made, _ready, _seen, Recent) = (before.Made, before.Ready, before.Seen, before.Recent);
        }
        else
        {
            // Others came after it: that one went to nobody.
            _got[before.Made % _got.Length] = false;
            Recent = Math.Max(0, Recent - Fading);
        }
    }

    /// <summary>How much less than its least part it had while it is taken for granted that it had ready work; null where that was seen.</summary>
    public double? Doubtful(int least) => _seen == _ready ? null
        : (least * _ready / (double)Window) - Enumerable.Range(1, Math.Min(_ready, _made)).Count(back => _got[(_made - back) % _got.Length]);

    /// <summary>At the first of these it had none, then: whoever made them would have given it more.</summary>
    public void Doubt() => _ready = Math.Max(_seen, _ready - 1);

    /// <summary>
    /// Adds to <paramref name="needed"/>[t], for t from 0 to <see cref="Window"/>, how many of t further assignments it must get, so that
    /// no hundred in which it had ready work all the while holds less than its least part. Asked as if one more had been made now.
    /// </summary>
    public void Need(int[] needed, int least, bool got, bool ready)
    {
        var run = ready ? Math.Min(_ready + 1, Window) : 0;
        // Backwards from now: what it had in the last assignments counts for the hundred that ends so much later.
        var had = 0;
        for (var back = 0; back <= run; back++)
        {
            had += back == 0 ? 0 : back == 1 ? (got ? 1 : 0) : _made >= back - 1 && _got[(_made - back + 1) % _got.Length] ? 1 : 0;
            needed[Window - back] += Math.Max(0, least - had);
        }
    }

    /// <summary>How it stood before an assignment.</summary>
    public sealed record Before(int Made, int Ready, int Seen, double Recent);
}
