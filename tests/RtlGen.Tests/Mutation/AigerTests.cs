// SPDX-License-Identifier: Apache-2.0
using System.Text;
using NUnit.Framework;
using RtlGen.Mutation;

namespace RtlGen.Tests.Mutation;

/// <summary>The circuits that proofs are about.</summary>
internal sealed class AigerTests
{
    /// <summary>Two inputs, a latch that takes their conjunction, an output that is its complement or the second input; with names.</summary>
    private static readonly byte[] s_file = [.. "aig 5 2 1 1 2\n8\n11\n"u8, 4, 2, 3, 2, .. "i0 a\nc\nsomething\n"u8];

    [Test]
    public void ReadsWhatIsThere()
    {
        Aiger circuit = Aiger.Parse(s_file);
        Assert.Multiple(() =>
        {
            Assert.That(circuit.Inputs, Is.EqualTo(2));
            Assert.That(circuit.Latches, Is.EqualTo([8u]));
            Assert.That(circuit.Outputs, Is.EqualTo([11u]));
            Assert.That(circuit.Gates, Is.EqualTo([(4u, 2u), (7u, 5u)]));
            Assert.That(circuit.Write(), Is.EqualTo(s_file[..^"i0 a\nc\nsomething\n".Length]));
        });
    }

    [Test]
    public void TiesInputs()
    {
        Aiger circuit = Aiger.Parse(s_file).With(new Dictionary<int, bool> { [1] = true });
        Assert.That(circuit.Gates, Is.EqualTo([(1u, 2u), (7u, 0u)]));
        Aiger again = Aiger.Parse(circuit.Write());
        Assert.That(again.Gates, Is.EqualTo([(2u, 1u), (7u, 0u)]), "the greater one first");
        Assert.That(Aiger.Parse(s_file).With(new Dictionary<int, bool> { [1] = false }).Gates, Is.EqualTo([(0u, 2u), (7u, 1u)]));
    }

    [Test]
    public void DistancesOfManyBitsAreRead()
    {
        Aiger wide = new(300, [], [602], [(4, 2), (600, 3)]);
        Assert.That(Aiger.Parse(wide.Write()).Gates, Is.EqualTo(wide.Gates));
    }

    [TestCase("aag 1 1 0 1 0\n2\n")]
    [TestCase("aig 5 2 1 1 2\n8\n11\n")]
    [TestCase("aig 5 2 1 1 2")]
    public void NoCircuitIsAnError(string text) =>
        Assert.That(() => Aiger.Parse(Encoding.ASCII.GetBytes(text)), Throws.TypeOf<InvalidDataException>());
}
