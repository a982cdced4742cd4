using OptAIC.Freshness;

namespace OptAIC.Schedules;

/// <summary>What another pattern means, on business days only.</summary>
internal sealed class BusinessDayPattern(IWallPattern pattern, BusinessCalendar calendar) : IWallPattern
{
    public bool IsInterval => pattern.IsInterval;

    public long NextWall(long wall)
    {
        while ((wall = pattern.NextWall(wall)) != WallClock.None && !IsBusinessDay(wall))
        {
            wall = (wall / WallClock.Day * WallClock.Day) + WallClock.Day;
            if (wall > WallClock.End)
            {
                return WallClock.None;
            }
        }

        return wall;
    }

    public long PreviousWall(long wall)
    {
        while ((wall = pattern.PreviousWall(wall)) != WallClock.None && !IsBusinessDay(wall))
        {
            wall = (wall / WallClock.Day * WallClock.Day) - 1;
            if (wall < 0)
            {
                return WallClock.None;
            }
        }

        return wall;
    }

    private bool IsBusinessDay(long wall) => calendar.IsBusinessDay(DateOnly.FromDayNumber((int)(wall / WallClock.Day)));
}
