using System.Numerics;

namespace OptAIC.Quant.Tests.Expressions;

/// <summary>Mean and deviation of doubles in rational arithmetic, rounded at the very end.</summary>
internal sealed record ExactMoments(double Mean, double StandardDeviation, double NewestScore)
{
    /// <summary>Doubles under 2^1023 are whole multiples of 2^−1074.</summary>
    private const int Unit = 1074;

    public static ExactMoments Of(double[] values)
    {
        var whole = Array.ConvertAll(values, Whole);
        var n = whole.Length;
        var sum = whole.Aggregate(BigInteger.Add);
        var squares = whole.Aggregate(BigInteger.Zero, (total, value) => total + ((n * value) - sum) * ((n * value) - sum));

        // With d = n·x − Σx: variance = Σd² ÷ (n²·(n − 1)); score² = d² ÷ (Σd² ÷ (n − 1)).
        var newest = (n * whole[^1]) - sum;
        var score = Math.Sqrt(Ratio(newest * newest * (n - 1), squares, 0)) * newest.Sign;
        return new ExactMoments(Ratio(sum, n, Unit), Math.Sqrt(Ratio(squares, (BigInteger)n * n * (n - 1), 2 * Unit)), score);
    }

    private static BigInteger Whole(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)((bits >> 52) & 0x7FF);
        var fraction = bits & 0xFFFFFFFFFFFFF;
        var magnitude = exponent == 0 ? (BigInteger)fraction : (BigInteger)(fraction | (1L << 52)) << (exponent - 1);
        return bits < 0 ? -magnitude : magnitude;
    }

    /// <summary>numerator ÷ denominator ÷ 2^scale, to the last bit or so; 0 ÷ 0 is NaN.</summary>
    private static double Ratio(BigInteger numerator, BigInteger denominator, int scale)
    {
        if (denominator.IsZero || numerator.IsZero)
        {
            return denominator.IsZero ? double.NaN : 0;
        }

        // 64 significant bits of the quotient are more than a double keeps.
        var shift = 64 + denominator.GetBitLength() - numerator.GetBitLength();
        var quotient = shift >= 0 ? (numerator << (int)shift) / denominator : numerator / (denominator << (int)-shift);
        return Math.ScaleB((double)quotient, (int)(-shift - scale));
    }
}
