// SPDX-License-Identifier: Apache-2.0
using RtlGen.Diagnostics;
using RtlGen.Tensors;

namespace RtlGen.Chain;

/// <summary>How many vectors of a batch the last layer puts into the right class.</summary>
/// <param name="Correct">Right ones.</param>
/// <param name="Vectors">All.</param>
/// <param name="Recorded">Right ones of the recorded implementation; null: not recorded.</param>
public sealed record Classification(int Correct, int Vectors, int? Recorded)
{
    public bool Agrees => Recorded is null || Recorded == Correct;

    /// <summary>The class of a vector is the index of its largest logit, the first of several.</summary>
    /// <param name="outputs">[batch, N].</param>
    /// <param name="scale">IEEE single bit patterns [N] that outputs are multiplied with, in singles; null: outputs are logits.</param>
    /// <param name="labels">[batch].</param>
    /// <param name="recorded">What another implementation got right.</param>
    /// <exception cref="BadInputException">Labels or scale do not fit the outputs.</exception>
    public static Classification Of(Tensor outputs, NpyArray? scale, NpyArray labels, int? recorded)
    {
        (int vectors, int classes) = (outputs.Shape[0], outputs.Shape[1]);
        Require(labels, vectors, "a label for each vector");
        if (scale is not null)
        {
            Require(scale, classes, "a float32 scale for each output", isFloat: true);
        }

        int correct = 0;
        for (int v = 0; v < vectors; v++)
        {
            int best = 0;
            float greatest = float.NegativeInfinity;
            for (int n = 0; n < classes; n++)
            {
                float factor = scale is null ? 1 : BitConverter.UInt32BitsToSingle((uint)scale.Tensor[n]);
                float logit = outputs[v, n] * factor;
                if (logit > greatest)
                {
                    (best, greatest) = (n, logit);
                }
            }

            correct += best == labels.Tensor[v] ? 1 : 0;
        }

        return new Classification(correct, vectors, recorded);
    }

    private static void Require(NpyArray array, int count, string what, bool isFloat = false)
    {
        if (array.Tensor.Data.Length != count || array.IsFloat32 != isFloat)
        {
            throw new BadInputException(new Diagnostic(
                DiagnosticCodes.TensorShape,
                new SourcePosition(array.File, 0, 0),
                null,
                null,
                $"'{array.File}' must hold {what}, {count} in all",
                "give the tensor that belongs to the network"));
        }
    }
}
