// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Numerics;
using NUnit.Framework;
using RtlGen.Configuration;
using RtlGen.CoSimulation;
using RtlGen.Design;
using RtlGen.Diagnostics;
using RtlGen.Emission;
using RtlGen.Tensors;

namespace RtlGen.Tests.CoSimulation;

/// <summary>
/// A small layer with hand-written Verilog in place of generated RTL: what is tested with it is the
/// co-simulation, not a generated design.
/// </summary>
internal sealed class FakeLayer
{
    public const int Inputs = 16;
    public const int Outputs = 4;

    private FakeLayer(LayerDesign design, LayerParameters parameters, string verilog) =>
        (Design, Parameters, Verilog) = (design, parameters, verilog);

    public LayerDesign Design { get; }

    public LayerParameters Parameters { get; }

    public string Verilog { get; }

    public SimulationModel Model => new(Design, [new GeneratedFile("sim/fake_sim.v", Verilog)], [new GeneratedFile("cells_0.hex", Cells())]);

    /// <param name="replacements">Text of the Verilog and what takes its place, in turn: to break it on purpose.</param>
    public static FakeLayer Create(params string[] replacements)
    {
        RtlConfiguration configuration = new()
        {
            Name = "fake",
            Layer = new LayerShape(Inputs, Outputs),
            Weights = new WeightOptions { Encoding = WeightEncoding.Offset, Bits = 2 },
            Inputs = new InputOptions { Encoding = InputEncoding.Unsigned, Bits = 2 },
            Crossbar = new CrossbarOptions { Rows = Inputs, Columns = 16, RowsPerActivation = Inputs },
            Adc = new AdcOptions { Kind = AdcKind.Flash, Bits = 5, ColumnsPerAdc = 4 },
            Output = new OutputOptions { BiasBits = 12 },
            Interface = new InterfaceOptions { Control = ControlKind.Port },
        };
        LoadedConfiguration loaded = new(configuration, "fake.yaml", "", new Dictionary<string, SourcePosition>(StringComparer.Ordinal));
        LayerDesign design = LayerDesign.Derive(loaded);
        Random random = new(7);
        Tensor weights = new(Inputs, Outputs);
        for (int i = 0; i < weights.Data.Length; i++)
        {
            weights.Data[i] = random.Next(-2, 2);
        }

        Tensor bias = new([Outputs], [-2048, 2047, -1, 5]);
        string verilog = FakeLayerVerilog.Text.Replace("// LOCALPARAMS", Sizes(design), StringComparison.Ordinal);
        for (int i = 0; i < replacements.Length; i += 2)
        {
            Assert.That(verilog, Does.Contain(replacements[i]), "what is to be broken must be there");
            verilog = verilog.Replace(replacements[i], replacements[i + 1], StringComparison.Ordinal);
        }

        return new FakeLayer(design, new LayerParameters { Weights = weights, Bias = bias }, verilog);
    }

    public static Tensor RandomInputs(int batch, int seed = 1)
    {
        Random random = new(seed);
        Tensor inputs = new(batch, Inputs);
        for (int i = 0; i < inputs.Data.Length; i++)
        {
            inputs.Data[i] = random.Next(0, 4);
        }

        return inputs;
    }

    private static string Sizes(LayerDesign design) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        localparam K = {Inputs}, N = {Outputs}, BX = 2, XB = {design.InputStream.ElementBits}, BW = 2, C = 4, BA = 5;
          localparam A = {design.Arithmetic.Accumulator.Bits}, YB = {design.Arithmetic.Output.SignedBits()}, OB = {design.OutputStream.ElementBits};
          localparam S = {design.OutputStream.StreamBits}, LANES = {design.Adcs};
        """);

    private string Cells()
    {
        List<string> lines = [];
        for (int n = 0; n < Outputs; n++)
        {
            BigInteger word = 0;
            for (int k = 0; k < Inputs; k++)
            {
                word |= (BigInteger)(Parameters.Weights[k, n] + 2) << (2 * k);
            }

            lines.Add(word.ToString("x", CultureInfo.InvariantCulture) + "\n");
        }

        return string.Concat(lines);
    }
}
