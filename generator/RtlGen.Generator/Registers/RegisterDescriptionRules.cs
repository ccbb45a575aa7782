// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text.RegularExpressions;

namespace RtlGen.Registers;

/// <summary>What must hold of a description whatever the design is: names, places, bits.</summary>
internal static partial class RegisterDescriptionRules
{
    public static void Check(RegisterDescription description)
    {
        RequireNames(description.Registers.Select(r => r.Name).Concat(description.Windows.Select(w => w.Name)), UpperName(), "register or window");
        RequireNames(description.Events.Select(e => e.Name), LowerName(), "event");
        Require(description.Events.All(e => e.Bit is >= 0 and < 32), "an event is outside of bits 31:0");
        Require(description.Events.DistinctBy(e => e.Bit).Count() == description.Events.Count, "two events have the same bit");

        foreach (Event raised in description.Events)
        {
            CheckCondition(raised.Name, raised.Condition);
        }

        CheckValues("constants", description.Constants, UpperName(), 63);

        int next = 0;
        foreach (RegisterEntry register in description.Registers)
        {
            string name = register.Name;
            Require(register.Offset % RegisterMap.WordBytes == 0, $"{name}: its offset is not that of a word");
            Require(register.Offset >= next, $"{name}: overlaps, or is not in order of the offsets");
            Require(register.Offset < RegisterMap.WindowBase, $"{name}: lies where the windows are");
            next = register.Offset + RegisterMap.WordBytes;
            CheckCondition(name, register.Condition);
            CheckCondition(name, register.FixedWhen);
            Require(register.FixedWhen is null || register.Access == RegisterAccess.ReadWrite, $"{name}: only what can be written is fixed sometimes");
            Require(!register.IsProtected || register.Access is not RegisterAccess.ReadOnly, $"{name}: protected, but nobody writes it");
            Require(!register.HasRefusal || register.Access is RegisterAccess.ReadWrite or RegisterAccess.WriteOnly, $"{name}: nobody writes it");
            CheckFields(register);
        }

        foreach (WindowEntry window in description.Windows)
        {
            CheckCondition(window.Name, window.Condition);
            CheckValue(window.Name, window.Words, 32);
            Require(window.Access is RegisterAccess.ReadOnly or RegisterAccess.WriteOnly, $"{window.Name}: a window is ro or wo");
            Require(window.Offset is null || (window.Offset >= next && window.Offset < RegisterMap.WindowBase), $"{window.Name}: overlaps, or lies where the windows are");
        }
    }

    private static void CheckFields(RegisterEntry register)
    {
        Require(register.Fields.Count > 0, $"{register.Name}: has no field");
        RequireNames(register.Fields.Select(f => f.Name), LowerName(), $"field of {register.Name}");
        int next = 0;
        foreach (FieldEntry field in register.Fields.OrderBy(f => f.Low))
        {
            string name = $"{register.Name}.{field.Name}";
            Require(field is { Low: >= 0, High: < 32 } && field.Low <= field.High, $"{name}: bits {field.High}:{field.Low} are not within 31:0");
            Require(field.Low >= next, $"{name}: overlaps the field below it");
            next = field.High + 1;
            int bits = field.High - field.Low + 1;
            CheckCondition(name, field.Condition);
            CheckValues(name, field.Values, LowerName(), bits);
            foreach (string? value in (string?[])[field.Value, field.Reset, field.Minimum, field.Maximum])
            {
                CheckValue(name, value, bits);
            }

            bool isStored = register.Access is RegisterAccess.ReadWrite or RegisterAccess.WriteOneToClear;
            Require(field.Value is null || register.Access == RegisterAccess.ReadOnly, $"{name}: only a read-only field has a constant value");
            Require(field.Reset is null || isStored, $"{name}: nothing is kept that could be reset");
            Require((field.Minimum ?? field.Maximum) is null || register.Access == RegisterAccess.ReadWrite, $"{name}: nothing is kept that could have bounds");
            Require(!(field.IsSticky || field.IsCleared) || (bits == 1 && register.Access == RegisterAccess.ReadWrite), $"{name}: sticky and clear are for one bit that can be written");
            Require(!field.IsProtected || (register.Access == RegisterAccess.ReadWrite && !register.IsProtected), $"{name}: protected twice, or nobody writes it");
        }
    }

    private static void CheckValues(string owner, IReadOnlyList<ValueEntry> values, Regex shape, int bits)
    {
        RequireNames(values.Select(v => v.Name), shape, $"value of {owner}");
        foreach (ValueEntry value in values)
        {
            CheckCondition(owner, value.Condition);
            CheckValue(owner, value.Value, bits);
        }
    }

    private static void RequireNames(IEnumerable<string> names, Regex shape, string what)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (string name in names)
        {
            Require(shape.IsMatch(name), $"'{name}' is no name of a {what}");
            Require(seen.Add(name), $"'{name}': a second {what} of this name");
        }
    }

    private static void CheckCondition(string owner, string? condition) =>
        Require(condition is null || DesignValues.IsCondition(condition), $"{owner}: '{condition}' is no known condition");

    private static void CheckValue(string owner, string? value, int bits)
    {
        if (value is null)
        {
            return;
        }

        string? unknown = DesignValues.FindUnknown(value);
        Require(unknown is null, $"{owner}: '{unknown}' is no known value");
        if (DesignValues.TryLiteral(value, out long literal))
        {
            Require(literal >> bits == 0, $"{owner}: {value} does not fit {bits.ToString(CultureInfo.InvariantCulture)} bits");
        }
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new InvalidDataException($"register description: {message}");
        }
    }

    [GeneratedRegex("^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UpperName();

    [GeneratedRegex("^[a-z][a-z0-9]*(_[a-z0-9]+)*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LowerName();
}
