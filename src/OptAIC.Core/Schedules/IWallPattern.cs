namespace OptAIC.Schedules;

/// <summary>Which seconds of a wall clock are meant, whatever a zone makes of them.</summary>
internal interface IWallPattern
{
    /// <summary>Whether it keeps a beat: then a time that the clock shows twice fires twice.</summary>
    bool IsInterval { get; }

    /// <summary>The first second that matches, not before one; <see cref="WallClock.None"/> when there is none.</summary>
    long NextWall(long wall);

    /// <summary>The last second that matches, not after one; <see cref="WallClock.None"/> when there is none.</summary>
    long PreviousWall(long wall);
}
