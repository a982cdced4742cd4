namespace OptAIC.Quant.Optimizers.QuadraticProgramming;

/// <summary>
/// The Cholesky factor L of the rows and columns of H that belong to the free variables, kept up to date as variables
/// enter (one more row) and leave (Givens rotations): O(k²) each. Golub and Van Loan, <i>Matrix Computations</i>, 6.5.
/// </summary>
internal sealed class FreeSetCholesky
{
    /// <summary>A pivot under this fraction of its diagonal entry is rounding: the matrix is singular.</summary>
    private const double SingularPivot = 1e-12;

    private readonly BoxBudgetProgram _program;
    private readonly double _ridge;
    private readonly double[] _factor;
    private readonly int[] _members;

    /// <summary>Starts with no free variable.</summary>
    /// <param name="program">The program whose H is factored.</param>
    /// <param name="ridge">Added to the diagonal of H.</param>
    public FreeSetCholesky(BoxBudgetProgram program, double ridge)
    {
        _program = program;
        _ridge = ridge;
        _factor = new double[program.Count * program.Count];
        _members = new int[program.Count];
    }

    /// <summary>The free variables, in the order of the factor's rows.</summary>
    public ReadOnlySpan<int> Members => _members.AsSpan(0, Count);

    /// <summary>Number of free variables.</summary>
    public int Count { get; private set; }

    /// <summary>Forgets all free variables.</summary>
    public void Clear() => Count = 0;

    /// <summary>Lets a variable enter; false, and nothing changed, when the matrix would become singular.</summary>
    public bool TryAdd(int variable)
    {
        _program.Cancellation.ThrowIfCancellationRequested();
        var entries = _program.Row(variable);
        var row = Row(Count);
        var diagonal = entries[variable] + _ridge;
        var pivot = diagonal;
        for (var j = 0; j < Count; j++)
        {
            var other = Row(j);
            row[j] = (entries[_members[j]] - DenseVector.Dot(row[..j], other)) / other[j];
            pivot -= row[j] * row[j];
        }

        if (!(pivot > SingularPivot * diagonal))
        {
            return false;
        }

        row[Count] = Math.Sqrt(pivot);
        _members[Count++] = variable;
        return true;
    }

    /// <summary>Lets the variable at a position of <see cref="Members"/> leave.</summary>
    public void RemoveAt(int position)
    {
        for (var i = position + 1; i < Count; i++)
        {
            Row(i)[..(i + 1)].CopyTo(Row(i - 1));
            _members[i - 1] = _members[i];
        }

        Count--;
        for (var j = position; j < Count; j++)
        {
            RotateAway(j);
        }
    }

    /// <summary>v ← H⁻¹v over the free variables.</summary>
    public void Solve(Span<double> v)
    {
        for (var i = 0; i < Count; i++)
        {
            var row = Row(i);
            v[i] = (v[i] - DenseVector.Dot(row[..i], v)) / row[i];
        }

        for (var i = Count - 1; i >= 0; i--)
        {
            var row = Row(i);
            v[i] /= row[i];
            DenseVector.AddScaled(v, -v[i], row[..i]);
        }
    }

    private Span<double> Row(int i) => _factor.AsSpan(i * _program.Count, _program.Count);

    /// <summary>Rotates columns j and j + 1 so that the entry right of the diagonal of row j, left by a removal, becomes 0.</summary>
    private void RotateAway(int j)
    {
        var top = Row(j);
        var length = double.Hypot(top[j], top[j + 1]);
        var (cosine, sine) = (top[j] / length, top[j + 1] / length);
        top[j] = length;
        for (var i = j + 1; i < Count; i++)
        {
            var row = Row(i);
            var (left, right) = (row[j], row[j + 1]);
            row[j] = (cosine * left) + (sine * right);
            row[j + 1] = (cosine * right) - (sine * left);
        }
    }
}
