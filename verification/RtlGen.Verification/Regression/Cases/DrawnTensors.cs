// SPDX-License-Identifier: Apache-2.0
using RtlGen.CoSimulation;
using RtlGen.Design;
using RtlGen.Tensors;

namespace RtlGen.Regression.Cases;

/// <summary>Tensors drawn for a design, as a set that can be changed, checked and written.</summary>
public static class DrawnTensors
{
    /// <summary>What <see cref="RandomTensors"/> draws, noise seed included.</summary>
    public static TensorSet Of(LayerDesign design, int vectors, ulong seed)
    {
        RandomTensors drawn = RandomTensors.Draw(design, vectors, seed);
        return TensorSet.Of(design.Configuration, drawn.Parameters, drawn.Inputs);
    }
}
