using System.Globalization;

namespace OptAIC.Quant.Backtesting;

/// <summary>A decision came out differently on data that ends at its date: it used data from its future.</summary>
public sealed class LookAheadException : Exception
{
    /// <summary>Makes the exception from the first difference found.</summary>
    public LookAheadException(DateOnly date, string symbol, double weight, double weightWithoutFuture)
        : base(string.Create(CultureInfo.InvariantCulture, $"the decision of {date:yyyy-MM-dd} uses later data: the weight of '{symbol}' is {weight}, but {weightWithoutFuture} on data that ends that day"))
    {
        Date = date;
        Symbol = symbol;
        Weight = weight;
        WeightWithoutFuture = weightWithoutFuture;
    }

    /// <summary>Date of the decision.</summary>
    public DateOnly Date { get; }

    /// <summary>First name whose weight differs.</summary>
    public string Symbol { get; }

    /// <summary>Its weight in the run.</summary>
    public double Weight { get; }

    /// <summary>Its weight on data that ends at the decision's date.</summary>
    public double WeightWithoutFuture { get; }
}
