// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Json;
using RtlGen.Tensors;

namespace RtlGen.Reporting;

/// <summary>What <c>simulate</c> has to say about a batch.</summary>
/// <param name="Name">The layer.</param>
/// <param name="Engine">Golden model or simulator.</param>
/// <param name="Outputs">[batch, N].</param>
/// <param name="Overflow">[batch, N], 1 where a flag was set.</param>
public sealed record SimulationReport(string Name, string Engine, Tensor Outputs, Tensor Overflow)
{
    /// <summary>Against the ideal product; null where it was not asked for.</summary>
    public AccuracyReport? Accuracy { get; init; }

    private int Vectors => Outputs.Shape[0];

    /// <summary>One sentence.</summary>
    public string Summary
    {
        get
        {
            long overflows = Overflow.Data.Sum();
            string flags = overflows == 0 ? "no overflow" : $"{overflows} outputs overflowed";
            return $"{Name}: {Vectors} vector{(Vectors == 1 ? "" : "s")} of {Outputs.Shape[1]} outputs, {Engine}, {flags}";
        }
    }

    /// <summary>The outputs, a vector a line.</summary>
    public string ToText()
    {
        StringBuilder text = new();
        for (int v = 0; v < Vectors; v++)
        {
            text.AppendJoin(' ', Row(Outputs, v)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Outputs and flags for programs.</summary>
    public string ToJson() => JsonText.Object(json =>
    {
        json.WriteString("name", Name);
        json.WriteString("engine", Engine);
        Matrix(json, "outputs", Outputs);
        Matrix(json, "overflow", Overflow);
        if (Accuracy is not null)
        {
            AccuracyJson.Write(json, Accuracy);
        }
    });

    private static void Matrix(Utf8JsonWriter json, string name, Tensor tensor)
    {
        json.WriteStartArray(name);
        for (int v = 0; v < tensor.Shape[0]; v++)
        {
            // A vector a line, not a number a line.
            json.WriteRawValue($"[{string.Join(", ", Row(tensor, v))}]");
        }

        json.WriteEndArray();
    }

    private static ArraySegment<long> Row(Tensor tensor, int v) => new(tensor.Data, v * tensor.Shape[1], tensor.Shape[1]);
}
