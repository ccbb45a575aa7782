// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;
using RtlGen.Design;
using RtlGen.Emission;
using RtlGen.Registers;

namespace RtlGen.Tests.Driver;

/// <summary>The C header of a design's registers.</summary>
internal static class RegisterHeader
{
    public static GeneratedFile Of(LayerDesign design)
    {
        string macro = design.Name.ToUpperInvariant();
        RegisterMap map = RegisterMap.Of(design);
        StringBuilder text = new($"#ifndef {macro}_REGISTERS_H\n#define {macro}_REGISTERS_H\n");
        void Define(string name, long value) => text.Append(CultureInfo.InvariantCulture, $"#define {macro}_{name} 0x{value:X}u\n");
        foreach (Register register in map.Registers)
        {
            Define($"{register.Name}_OFFSET", register.Offset);
            foreach (Field field in register.Fields)
            {
                string name = $"{register.Name}_{field.Name.ToUpperInvariant()}";
                Define($"{name}_SHIFT", field.Low);
                Define($"{name}_MASK", field.Mask);
                Define($"{name}_BITS", field.Bits);
            }
        }

        foreach (Window window in map.Windows)
        {
            Define($"{window.Name}_OFFSET", window.Offset);
            Define($"{window.Name}_WORDS", window.Words);
        }

        foreach (Event e in map.Events)
        {
            Define($"INTERRUPT_{e.Name.ToUpperInvariant()}", 1L << e.Bit);
        }

        text.Append("#endif\n");
        return new GeneratedFile($"sw/{design.Name}_registers.h", text.ToString());
    }
}
