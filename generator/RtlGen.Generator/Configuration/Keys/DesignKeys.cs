// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Configuration;

/// <summary>The top level and section <c>layer</c>.</summary>
internal static class DesignKeys
{
    public static readonly Key<string> Name = new("name", new NameType(), c => c.Name)
    {
        Documentation = "Prefix of every generated module.",
    };

    public static readonly Key<string?> Extends = new("extends", new OptionalTextType("the name of a preset"), c => c.Extends)
    {
        Documentation = "A preset, whose keys are the defaults of this file.",
        Defaults = [new(null, "no preset")],
    };

    public static readonly Key<int?> LayerInputs = new("layer.inputs", new OptionalIntegerType(1, 65536), c => c.Layer?.Inputs)
    {
        Documentation = "K, rows of the matrix.",
        Defaults = [new(null, "that of the weights, or of one tile") { When = Condition.WithoutSection("layer") }],
    };

    public static readonly Key<int?> LayerOutputs = new("layer.outputs", new OptionalIntegerType(1, 65536), c => c.Layer?.Outputs)
    {
        Documentation = "N, columns of the matrix.",
        Defaults = [new(null, "that of the weights, or of one tile") { When = Condition.WithoutSection("layer") }],
    };

    public static readonly IReadOnlyList<KeyDescription> All = [Name, Extends, LayerInputs, LayerOutputs];
}

/// <summary>Section <c>interface</c>.</summary>
internal static class InterfaceKeys
{
    public static readonly Key<int> StreamBits = new("interface.stream_bits", new IntegerSetType(8, 16, 32, 64, 128, 256, 512), c => c.Interface.StreamBits)
    {
        Documentation = "Width of AXI4-Stream TDATA in and out.",
        Defaults = [new(32)],
    };

    public static readonly Key<ControlKind> Control = new("interface.control", new ChoiceType<ControlKind>(), c => c.Interface.Control)
    {
        Documentation = "How parameters and registers are reached; port is a plain synchronous write port.",
        Defaults = [new(ControlKind.Axi4Lite)],
    };

    public static readonly Key<ParameterStorage> Parameters = new("interface.parameters", new ChoiceType<ParameterStorage>(), c => c.Interface.Parameters)
    {
        Documentation = "Parameters are written over control at run time, or baked in as constants.",
        Defaults = [new(ParameterStorage.Runtime)],
    };

    public static readonly Key<bool> Programming = new("interface.programming", new BooleanType(), c => c.Interface.Programming)
    {
        Documentation = "Whether cells are written through the registers, with verify.",
        Condition = Condition.When(Control, ControlKind.Axi4Lite, ControlKind.Apb),
        Defaults = [new(true)],
    };

    public static readonly Key<bool> Readback = new("interface.readback", new BooleanType(), c => c.Interface.Readback)
    {
        Documentation = "Whether weights can be read through the registers.",
        Condition = Condition.When(Control, ControlKind.Axi4Lite, ControlKind.Apb).And(Condition.When(Programming, true)),
        Defaults = [new(false)],
    };

    public static readonly IReadOnlyList<KeyDescription> All = [StreamBits, Control, Parameters, Programming, Readback];
}
