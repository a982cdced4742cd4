namespace OptAIC.Quant.Performance;

/// <summary>The standard normal distribution.</summary>
internal static class NormalDistribution
{
    /// <summary>Beyond this the distribution function is 0 or 1 to double precision.</summary>
    private const double Farthest = 8.5;

    /// <summary>Φ(x) = ½ + φ(x)(x + x³/3 + x⁵/(3·5) + …), exact to rounding (Marsaglia 2004, <i>Evaluating the normal distribution</i>).</summary>
    public static double Cumulative(double x)
    {
        if (Math.Abs(x) > Farthest)
        {
            return x > 0 ? 1 : 0;
        }

        var (sum, previous, term) = (x, double.NaN, x);
        for (var k = 3; sum != previous; k += 2)
        {
            previous = sum;
            term *= x * x / k;
            sum += term;
        }

        return 0.5 + (sum * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI));
    }
}
