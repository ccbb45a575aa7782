// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using RtlGen.Configuration;

namespace RtlGen.Design;

/// <summary>The ADC's monotone map with its range resolved: step and zero in units of 1/256 (contract §5).</summary>
public sealed record AdcMap(long Step256, long Zero256, AdcRounding Rounding, int CodeMin, int CodeMax)
{
    /// <summary>Fraction bits that hold step and zero exactly (F of contract §6.3).</summary>
    public int FractionBits
    {
        get
        {
            int bits = 8;
            while (bits > 0 && Step256 % (1L << (9 - bits)) == 0 && Zero256 % (1L << (9 - bits)) == 0)
            {
                bits--;
            }

            return bits;
        }
    }

    /// <summary>True when no code differs from its column value over the whole range.</summary>
    public bool IsIdentity => Step256 == 256 && Zero256 == 0;

    /// <summary>The code of an integer column value before clamping.</summary>
    public BigInteger Round(BigInteger columnValue)
    {
        // t = numerator / Step256 exactly.
        BigInteger numerator = (columnValue * 256) - Zero256;
        BigInteger floor = FloorDivide(numerator, Step256);
        BigInteger twice = 2 * (numerator - (floor * Step256));
        return Rounding switch
        {
            AdcRounding.Floor => floor,
            AdcRounding.HalfUp => twice >= Step256 ? floor + 1 : floor,
            AdcRounding.HalfEven => twice > Step256 || (twice == Step256 && !floor.IsEven) ? floor + 1 : floor,
            AdcRounding.HalfAway => twice > Step256 || (twice == Step256 && numerator.Sign > 0) ? floor + 1 : floor,
            _ => twice.IsZero ? floor - 1 : floor,
        };
    }

    /// <summary>The code of an integer column value.</summary>
    public BigInteger Code(BigInteger columnValue) => BigInteger.Clamp(Round(columnValue), CodeMin, CodeMax);

    private static BigInteger FloorDivide(BigInteger numerator, BigInteger denominator)
    {
        BigInteger quotient = BigInteger.DivRem(numerator, denominator, out BigInteger remainder);
        return remainder.Sign < 0 ? quotient - 1 : quotient;
    }
}
