// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using NUnit.Framework;
using RtlGen.CoSimulation;

namespace RtlGen.Tests.CoSimulation;

[TestFixture]
internal sealed class PortBytesTests
{
    [TestCase(1, 1)]
    [TestCase(8, 1)]
    [TestCase(9, 2)]
    [TestCase(17, 4)]
    [TestCase(33, 8)]
    [TestCase(64, 8)]
    [TestCase(65, 12)]
    [TestCase(129, 20)]
    public void Storage_is_that_of_a_verilated_port(int bits, int bytes) => Assert.That(PortBytes.Storage(bits), Is.EqualTo(bytes));

    [Test]
    public void Fields_are_read_at_any_place_and_width()
    {
        Random random = new(5);
        for (int round = 0; round < 20_000; round++)
        {
            int width = random.Next(1, 65);
            int position = random.Next(0, 200);
            byte[] bytes = new byte[PortBytes.Storage(position + width + random.Next(0, 20))];
            random.NextBytes(bytes);
            BigInteger field = (new BigInteger(bytes, isUnsigned: true) >> position) & ((BigInteger.One << width) - 1);
            Assert.That(PortBytes.Bits(bytes, position, width), Is.EqualTo((ulong)field));
            BigInteger signed = field >= BigInteger.One << (width - 1) ? field - (BigInteger.One << width) : field;
            Assert.That(PortBytes.SignedBits(bytes, position, width), Is.EqualTo((long)signed));
        }
    }
}
