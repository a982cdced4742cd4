namespace OptAIC.Quant.Optimizers.QuadraticProgramming;

/// <summary>
/// The primal active set method for strictly convex programs: moves to the minimum over the free variables, holding the
/// first variable that meets a bound on the way, and releases the held variable whose multiplier is most wrong.
/// Nocedal and Wright, <i>Numerical Optimization</i>, algorithm 16.3. It starts from the proposal of
/// <see cref="BlockExchange"/>, mostly already the solution.
/// </summary>
internal static class ActiveSet
{
    /// <summary>A multiplier may be wrong by this much, relative to the largest diagonal entry of H, before its variable is released.</summary>
    internal const double MultiplierTolerance = 1e-12;

    /// <summary>Added to the diagonal of a singular H, relative to its largest entry; far under the certificate's tolerance.</summary>
    private const double RelativeRidge = 1e-10;

    /// <summary>Moves of the ridge's anchor; each takes the ridge's pull down by orders of magnitude.</summary>
    private const int AnchorMoves = 2;

    private const int IterationsPerVariable = 20;

    /// <summary>Solves a feasible program. H is left as it is unless it turns out singular over the free variables of a step.</summary>
    public static QuadraticSolution Solve(BoxBudgetProgram program)
    {
        var ridge = RelativeRidge * program.Scale;
        var proposal = BlockExchange.Run(program, 0) ?? BlockExchange.Run(program, ridge)!;
        return Run(program, proposal, 0) ?? Run(program, proposal, ridge)!;
    }

    private static QuadraticSolution? Run(BoxBudgetProgram program, BlockExchange.Proposal proposal, double ridge)
    {
        var set = new WorkingSet(program, [.. proposal.X], [.. proposal.States], ridge);
        if (!set.TryFactor())
        {
            return null;
        }

        var (stalled, anchorMoves) = (false, 0);
        var limit = IterationsPerVariable * (program.Count + 1);
        var iterations = 0;
        while (iterations++ < limit)
        {
            set.FindStep();
            var (fraction, position, state) = set.LongestStep();
            set.Move(fraction);
            if (position >= 0)
            {
                set.Hold(position, state);
                stalled = fraction == 0;
                continue;
            }

            var entering = Entering(program, set, stalled);
            if (entering >= 0)
            {
                if (!set.TryRelease(entering))
                {
                    return null;
                }
            }
            else if (ridge > 0 && anchorMoves++ < AnchorMoves)
            {
                set.MoveAnchor();
            }
            else
            {
                break;
            }
        }

        return new QuadraticSolution(Clamped(program, set.X), set.States, set.BudgetMultiplier, proposal.Rounds + iterations, ridge);
    }

    private static double[] Clamped(BoxBudgetProgram program, double[] x)
    {
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = Math.Clamp(x[i], program.Lower[i], program.Upper[i]);
        }

        return x;
    }

    /// <summary>The variable to release: the most wrong one, or, when a variable was just held without any progress, the first wrong one, which cannot cycle (Bland).</summary>
    private static int Entering(BoxBudgetProgram program, WorkingSet set, bool stalled)
    {
        var (entering, worst) = (-1, MultiplierTolerance * program.Scale);
        for (var i = 0; i < set.X.Length; i++)
        {
            if (set.Violation(i) > worst)
            {
                (entering, worst) = (i, set.Violation(i));
                if (stalled)
                {
                    break;
                }
            }
        }

        return entering;
    }
}
