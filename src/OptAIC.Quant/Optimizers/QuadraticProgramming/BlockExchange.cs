namespace OptAIC.Quant.Optimizers.QuadraticProgramming;

/// <summary>
/// The primal-dual active set method: solves over the free variables, then holds at once all that left their bounds and
/// releases at once all whose multiplier has the wrong sign. A handful of rounds from nothing, but without a guarantee
/// to end, so it only proposes where <see cref="ActiveSet"/> starts. Hintermüller, Ito and Kunisch (2002),
/// <i>The primal-dual active set strategy as a semismooth Newton method</i>.
/// </summary>
internal static class BlockExchange
{
    /// <summary>Rounds without fewer exchanges than ever before, after which it is taken to cycle.</summary>
    private const int Patience = 4;

    private const double BoundTolerance = 1e-13;

    /// <summary>Proposes where to start; null when H is singular over the free variables of a round.</summary>
    public static Proposal? Run(BoxBudgetProgram program, double ridge)
    {
        var set = Start(program, ridge);
        var (fewest, since, rounds) = (int.MaxValue, 0, 0);
        while (since < Patience)
        {
            if (!set.TryFactor())
            {
                return null;
            }

            if (set.FreeCount == 0 && program.Budget is not null)
            {
                break;
            }

            rounds++;
            set.FindStep();
            set.Move(1);
            var exchanges = Exchange(program, set);
            if (exchanges == 0)
            {
                return new Proposal(set.X, set.States, rounds);
            }

            (fewest, since) = exchanges < fewest ? (exchanges, 0) : (fewest, since + 1);
        }

        var vertex = LowVarianceVertex.Of(program);
        return new Proposal(vertex, StatesAt(program, vertex), rounds);
    }

    private static WorkingSet Start(BoxBudgetProgram program, double ridge)
    {
        var states = new BoundState[program.Count];
        var x = new double[program.Count];
        for (var i = 0; i < x.Length; i++)
        {
            var isFixed = program.Lower[i] == program.Upper[i];
            states[i] = isFixed ? BoundState.AtLower : BoundState.Free;
            x[i] = isFixed ? program.Lower[i] : 0;
        }

        return new WorkingSet(program, x, states, ridge);
    }

    private static int Exchange(BoxBudgetProgram program, WorkingSet set)
    {
        var exchanges = 0;
        for (var i = 0; i < set.X.Length; i++)
        {
            var next = Next(program, set, i);
            exchanges += next != set.States[i] ? 1 : 0;
            set.Place(i, next);
        }

        return exchanges;
    }

    private static BoundState Next(BoxBudgetProgram program, WorkingSet set, int i) => set.States[i] switch
    {
        BoundState.Free when set.X[i] < program.Lower[i] - BoundTolerance => BoundState.AtLower,
        BoundState.Free when set.X[i] > program.Upper[i] + BoundTolerance => BoundState.AtUpper,
        not BoundState.Free when set.Violation(i) > ActiveSet.MultiplierTolerance * program.Scale => BoundState.Free,
        var same => same,
    };

    private static BoundState[] StatesAt(BoxBudgetProgram program, double[] x)
    {
        var states = new BoundState[x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            states[i] = x[i] <= program.Lower[i] ? BoundState.AtLower
                : x[i] >= program.Upper[i] ? BoundState.AtUpper
                : BoundState.Free;
        }

        return states;
    }

    /// <summary>A point, feasible but for rounding, what to hold there, and the rounds it took to find.</summary>
    internal sealed record Proposal(double[] X, BoundState[] States, int Rounds);
}
