// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;
using RtlGen.Design;
using RtlGen.Emission;
using RtlGen.Tensors;

namespace RtlGen.Bundles;

/// <summary>The testbench's data as the hexadecimal images that <c>$readmemh</c> reads.</summary>
internal static class VectorImages
{
    public static IEnumerable<GeneratedFile> Of(BundleContent content)
    {
        LayerDesign design = content.Design;
        yield return new("tb/inputs.hex", Beats(design.InputStream, content.Inputs));
        yield return new("tb/expected.hex", Beats(design.OutputStream, content.Outputs));
        IReadOnlyList<ParameterWrite> writes = ControlWrites.Of(design, content.Parameters);
        if (writes.Count > 0)
        {
            // Address above data, one write a line.
            yield return new("tb/parameters.hex", string.Concat(writes.Select(
                w => string.Create(CultureInfo.InvariantCulture, $"{w.Address:x8}{w.Data:x8}\n"))));
        }
    }

    /// <summary>One beat a line, most significant byte first, vector by vector.</summary>
    private static string Beats(StreamFormat format, Tensor vectors)
    {
        StringBuilder text = new();
        for (int vector = 0; vector < vectors.Shape[0]; vector++)
        {
            byte[] packed = format.Pack(vectors.Data.AsSpan(vector * format.Elements, format.Elements));
            foreach (byte[] beat in packed.Chunk(format.BytesPerBeat))
            {
                Array.Reverse(beat);
                text.Append(Convert.ToHexStringLower(beat)).Append('\n');
            }
        }

        return text.ToString();
    }
}
