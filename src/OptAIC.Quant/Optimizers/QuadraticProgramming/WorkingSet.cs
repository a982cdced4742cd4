namespace OptAIC.Quant.Optimizers.QuadraticProgramming;

/// <summary>
/// A point of a program, the variables held at bounds there, and the factor of H over the free ones; knows the Newton
/// step to the minimum of the program over the free variables.
/// </summary>
internal sealed class WorkingSet
{
    /// <summary>A variable whose step is under this stands still: weights are of the order of 1, so this is rounding.</summary>
    private const double Standstill = 1e-14;

    private readonly BoxBudgetProgram _program;
    private readonly FreeSetCholesky _factor;
    private readonly double[] _anchor;
    private readonly double[] _gradient;
    private readonly double[] _step;
    private readonly double[] _unit;

    /// <summary>Starts at a point; <see cref="TryFactor"/> must come next.</summary>
    public WorkingSet(BoxBudgetProgram program, double[] x, BoundState[] states, double ridge)
    {
        _program = program;
        X = x;
        States = states;
        Ridge = ridge;
        _factor = new FreeSetCholesky(program, ridge);
        _anchor = new double[x.Length];
        _gradient = new double[x.Length];
        _step = new double[x.Length];
        _unit = new double[x.Length];
    }

    /// <summary>The point.</summary>
    public double[] X { get; }

    /// <summary>Which variables are held.</summary>
    public BoundState[] States { get; }

    /// <summary>What is added to the diagonal of H: the objective gets ½ ridge ‖x − anchor‖², the anchor being 0 at first.</summary>
    public double Ridge { get; }

    /// <summary>Number of free variables.</summary>
    public int FreeCount => _factor.Count;

    /// <summary>Multiplier of the budget.</summary>
    public double BudgetMultiplier { get; private set; }

    /// <summary>Factors H over the free variables; false when it is singular there.</summary>
    public bool TryFactor()
    {
        ComputeGradient();
        _factor.Clear();
        for (var i = 0; i < States.Length; i++)
        {
            if (States[i] == BoundState.Free && !_factor.TryAdd(i))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Releases a variable; false when H would become singular over the free variables.</summary>
    public bool TryRelease(int variable)
    {
        States[variable] = BoundState.Free;
        return _factor.TryAdd(variable);
    }

    /// <summary>Holds a free variable, by its position in the factor, at the bound that it has met.</summary>
    public void Hold(int position, BoundState state)
    {
        Place(_factor.Members[position], state);
        _factor.RemoveAt(position);
    }

    /// <summary>Frees a variable or puts it on a bound, however far; <see cref="TryFactor"/> must come next.</summary>
    public void Place(int variable, BoundState state)
    {
        States[variable] = state;
        X[variable] = state switch
        {
            BoundState.AtLower => _program.Lower[variable],
            BoundState.AtUpper => _program.Upper[variable],
            _ => X[variable],
        };
    }

    /// <summary>How far the multiplier of a held variable has the wrong sign, in units of the gradient; 0 or less when it is right.</summary>
    public double Violation(int variable) => States[variable] switch
    {
        BoundState.AtLower when _program.Lower[variable] < _program.Upper[variable] => BudgetMultiplier - _gradient[variable],
        BoundState.AtUpper when _program.Lower[variable] < _program.Upper[variable] => _gradient[variable] - BudgetMultiplier,
        _ => 0,
    };

    /// <summary>
    /// Finds the step of the free variables to the minimum over them, and the budget's multiplier there. With H = LLᵀ and
    /// u = H⁻¹1 the step is v + Δν·u, v = −H⁻¹(gradient − ν), where Δν makes the budget right.
    /// </summary>
    public void FindStep()
    {
        if (FreeCount == 0)
        {
            BudgetMultiplier = _program.Budget is null ? 0 : BalancedMultiplier();
            return;
        }

        var step = _step.AsSpan(0, FreeCount);
        for (var k = 0; k < FreeCount; k++)
        {
            step[k] = BudgetMultiplier - _gradient[_factor.Members[k]];
        }

        _factor.Solve(step);
        if (_program.Budget is not { } budget)
        {
            return;
        }

        var unit = _unit.AsSpan(0, FreeCount);
        unit.Fill(1);
        _factor.Solve(unit);
        var change = (budget - DenseVector.Sum(X) - DenseVector.Sum(step)) / DenseVector.Sum(unit);
        BudgetMultiplier += change;
        DenseVector.AddScaled(step, change, unit);
    }

    /// <summary>
    /// Moves the anchor of the ridge to the point, so that the ridge no longer pulls there: a step of the proximal point
    /// method, which ends at a minimum without ridge (Rockafellar 1976).
    /// </summary>
    public void MoveAnchor()
    {
        X.CopyTo(_anchor, 0);
        ComputeGradient();
    }

    /// <summary>The fraction of the step, at most 1, at which a bound is met, and the position of the variable that meets it, or −1.</summary>
    public (double Fraction, int Position, BoundState State) LongestStep()
    {
        var longest = (Fraction: 1.0, Position: -1, State: BoundState.Free);
        for (var k = 0; k < FreeCount; k++)
        {
            var variable = _factor.Members[k];
            var state = _step[k] < 0 ? BoundState.AtLower : BoundState.AtUpper;
            var room = (state == BoundState.AtLower ? _program.Lower[variable] : _program.Upper[variable]) - X[variable];
            if (Math.Abs(_step[k]) > Standstill && room / _step[k] < longest.Fraction)
            {
                longest = (Math.Max(room / _step[k], 0), k, state);
            }
        }

        return longest;
    }

    /// <summary>Moves the free variables along a fraction of the step.</summary>
    public void Move(double fraction)
    {
        for (var k = 0; k < FreeCount; k++)
        {
            X[_factor.Members[k]] += fraction * _step[k];
        }

        ComputeGradient();
    }

    private void ComputeGradient()
    {
        _program.Gradient(X, _gradient);
        if (Ridge > 0)
        {
            DenseVector.AddScaled(_gradient, Ridge, X);
            DenseVector.AddScaled(_gradient, -Ridge, _anchor);
        }
    }

    /// <summary>With nothing free, any multiplier between the gradients of both sides is right; of a wrong pair it lies between.</summary>
    private double BalancedMultiplier()
    {
        var (highestAtUpper, lowestAtLower) = (double.NegativeInfinity, double.PositiveInfinity);
        for (var i = 0; i < X.Length; i++)
        {
            if (States[i] == BoundState.AtUpper)
            {
                highestAtUpper = Math.Max(highestAtUpper, _gradient[i]);
            }
            else if (_program.Lower[i] < _program.Upper[i])
            {
                lowestAtLower = Math.Min(lowestAtLower, _gradient[i]);
            }
        }

        return (double.IsFinite(highestAtUpper), double.IsFinite(lowestAtLower)) switch
        {
            (true, true) => highestAtUpper + ((lowestAtLower - highestAtUpper) / 2),
            (true, false) => highestAtUpper,
            (false, true) => lowestAtLower,
            _ => 0,
        };
    }
}
