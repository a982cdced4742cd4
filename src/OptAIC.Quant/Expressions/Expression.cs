using OptAIC.Quant.Expressions.Evaluation;
using OptAIC.Quant.Expressions.Macros;
using OptAIC.Quant.Expressions.Planning;
using OptAIC.Quant.Expressions.Syntax;
using OptAIC.Quant.Panels;

namespace OptAIC.Quant.Expressions;

/// <summary>
/// A formula over the columns of panels, such as <c>ZSCORE(REF(close, 21) / REF(close, 252) - 1)</c>: read and checked once,
/// evaluated as often as needed.
/// </summary>
/// <remarks>
/// Windows and lags count rows of the inputs' calendar, not days. A value depends on nothing but the rows from
/// <see cref="Lookback"/> before it to <see cref="LookAhead"/> after it, bit for bit: not on where the series starts, not on the
/// number of threads. Sums and squared deviations are carried in about 106 bits; a window with an infinite value gives NaN.
/// </remarks>
public sealed class Expression
{
    private readonly string? _written;
    private readonly Script _script;
    private readonly Plan _plan;

    private Expression(string? written, Script script, Plan plan)
    {
        _written = written;
        _script = script;
        _plan = plan;
        Columns = [.. plan.Columns.Select(column => column.Name)];
    }

    /// <summary>The columns that the result depends on, in order of first use: column-level lineage.</summary>
    public IReadOnlyList<ColumnName> Columns { get; }

    /// <summary>How many rows before a date its value depends on.</summary>
    public int Lookback => _plan.Lookback;

    /// <summary>How many rows after a date its value depends on; 0 unless look-ahead was allowed.</summary>
    public int LookAhead => _plan.LookAhead;

    /// <summary>Reads and checks an expression.</summary>
    /// <param name="text">The expression; several lines when all but the last are <c>name: expression</c>.</param>
    /// <param name="allowLookAhead">Whether a lag may be negative, as for the target of a model.</param>
    /// <exception cref="ExpressionException">The text is not an expression, or an operand does not fit its operator.</exception>
    public static Expression Parse(string text, bool allowLookAhead = false) => Parse(text, MacroTable.Empty, allowLookAhead);

    /// <summary>Reads and checks an expression that may call macros.</summary>
    /// <param name="text">The expression.</param>
    /// <param name="macros">The macros.</param>
    /// <param name="allowLookAhead">Whether a lag may be negative, as for the target of a model.</param>
    /// <exception cref="ExpressionException">As without macros, or a macro is called in a way that it does not allow.</exception>
    public static Expression Parse(string text, IMacros macros, bool allowLookAhead = false) => Make(Parser.Parse(text), macros, allowLookAhead, text.Trim());

    /// <summary>The expression that a macro is when it is applied.</summary>
    /// <param name="macro">The macro.</param>
    /// <param name="inputs">A column for each of its inputs; where it names columns of an input, the dataset's alias as column.</param>
    /// <param name="parameters">Values of its parameters; those that are missing have their defaults.</param>
    /// <param name="macros">The macros that it may call.</param>
    /// <exception cref="ExpressionException">Its text is wrong, or a value is not allowed.</exception>
    public static Expression Of(Macro macro, IReadOnlyDictionary<string, ColumnName> inputs, IReadOnlyDictionary<string, double> parameters, IMacros macros)
    {
        ArgumentSyntax[] arguments =
        [
            .. inputs.Select(input => new ArgumentSyntax(input.Key, new NameSyntax(input.Value, false, default), default)),
            .. parameters.Select(parameter => new ArgumentSyntax(parameter.Key, new NumberSyntax(parameter.Value, default), default)),
        ];
        var script = new Script([], new CallSyntax(macro.Name, [.. arguments], default));
        return Make(script, new WithMacro(macro, macros), allowLookAhead: false);
    }

    private static Expression Make(Script script, IMacros macros, bool allowLookAhead, string? written = null)
    {
        var expanded = MacroExpansion.Expand(script, macros);
        return new Expression(written, expanded, Planner.Make(expanded, allowLookAhead));
    }

    /// <summary>Checks that every column it reads is there, exactly once.</summary>
    /// <param name="available">The columns of the inputs.</param>
    /// <exception cref="ExpressionException">A column is unknown or ambiguous.</exception>
    public void Check(IReadOnlyList<ColumnName> available)
    {
        foreach (var column in _plan.Columns)
        {
            ColumnResolver.Resolve(column, available);
        }
    }

    /// <summary>Computes the expression over one panel.</summary>
    /// <inheritdoc cref="Evaluate(IReadOnlyList{ExpressionInput}, CancellationToken)"/>
    public ExpressionResult Evaluate(Panel panel, CancellationToken cancellation = default) =>
        Evaluate([new ExpressionInput(null, panel)], cancellation);

    /// <summary>Computes the expression over the inputs that it reads, aligned to all their dates and entities.</summary>
    /// <exception cref="ExpressionException">A column is unknown or ambiguous.</exception>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public ExpressionResult Evaluate(IReadOnlyList<ExpressionInput> inputs, CancellationToken cancellation = default)
    {
        var columns = inputs.SelectMany(input => input.Panel.Fields, (input, field) => (input.Panel, Name: new ColumnName(input.Alias, field))).ToList();
        var available = columns.ConvertAll(column => column.Name);
        var read = _plan.Columns.ToDictionary(node => node, node => columns[ColumnResolver.Resolve(node, available)]);
        var panels = read.Count > 0 ? read.Values.Select(column => column.Panel) : inputs.Select(input => input.Panel);
        var index = PanelIndex.Union([.. panels.Select(panel => panel.Index)]);
        var values = Evaluator.Evaluate(_plan, index, node => read[node].Panel.FieldOn(index, read[node].Name.Column), cancellation);
        return new ExpressionResult(index, values);
    }

    /// <summary>The expression as it was written, where macros are called and not expanded; in canonical form when nobody wrote it.</summary>
    public string Written => _written ?? ToString();

    /// <summary>The expression in its canonical form, macros expanded.</summary>
    public override string ToString() => Printer.Print(_script);

    // Also where its name is none that a call could have.
    private sealed class WithMacro(Macro macro, IMacros others) : IMacros
    {
        public IEnumerable<string> Names => others.Names;

        public Macro? Find(string name) => string.Equals(name, macro.Name, StringComparison.OrdinalIgnoreCase) ? macro : others.Find(name);
    }
}
