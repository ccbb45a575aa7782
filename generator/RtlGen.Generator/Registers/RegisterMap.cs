// SPDX-License-Identifier: Apache-2.0
using RtlGen.Design;

namespace RtlGen.Registers;

/// <summary>What decides what a field reads.</summary>
public enum FieldSource
{
    /// <summary>Its <see cref="Field.Reset"/>, always.</summary>
    Constant,

    /// <summary>The layer, at any time.</summary>
    Layer,

    /// <summary>What was written last.</summary>
    Stored,

    /// <summary>It cannot be read.</summary>
    Written,
}

/// <summary>A number with a name.</summary>
public sealed record NamedValue(string Name, long Value, string Description);

/// <summary>Bits of a register.</summary>
/// <param name="Name">Lower case; <c>value</c> where a register has only this one.</param>
/// <param name="Low">Lowest bit.</param>
/// <param name="Bits">1 to 32.</param>
/// <param name="Source">What decides what it reads.</param>
/// <param name="Reset">What it holds after reset; what a constant reads; otherwise 0.</param>
/// <param name="Minimum">Least value that can be written.</param>
/// <param name="Maximum">Greatest value that can be written.</param>
/// <param name="IsBounded">Bounds are stated; of a register with this field only they hold for the whole word.</param>
/// <param name="IsProtected">Its value cannot change while the layer is not stopped; the rest of its register can.</param>
/// <param name="IsSticky">A 1 stays until reset.</param>
/// <param name="IsCleared">The layer can clear it.</param>
/// <param name="Values">Names for some of its values.</param>
/// <param name="Description">What it means.</param>
public sealed record Field(
    string Name, int Low, int Bits, FieldSource Source, uint Reset, uint Minimum, uint Maximum,
    bool IsBounded, bool IsProtected, bool IsSticky, bool IsCleared, IReadOnlyList<NamedValue> Values, string Description)
{
    public int High => Low + Bits - 1;

    /// <summary>Ones in its bits, shifted down.</summary>
    public uint Ones => uint.MaxValue >> (32 - Bits);

    /// <summary>Ones in its bits.</summary>
    public uint Mask => Ones << Low;

    /// <summary>Its value in a word of its register.</summary>
    public uint Of(uint word) => (word >> Low) & Ones;
}

/// <summary>A word at an address below the windows.</summary>
/// <param name="Name">Upper case.</param>
/// <param name="Offset">Bytes.</param>
/// <param name="Access">In this design.</param>
/// <param name="IsProtected">Writes are refused while the layer is not stopped.</param>
/// <param name="HasRefusal">The layer may refuse a write.</param>
/// <param name="IsInterrupt">One of the registers of the events.</param>
/// <param name="Fields">Lowest first.</param>
/// <param name="Description">What it is for.</param>
public sealed record Register(
    string Name, long Offset, RegisterAccess Access, bool IsProtected, bool HasRefusal, bool IsInterrupt,
    IReadOnlyList<Field> Fields, string Description)
{
    public bool IsReadable => Access != RegisterAccess.WriteOnly;

    public bool IsWritable => Access != RegisterAccess.ReadOnly;

    /// <summary>What it holds after reset, what comes from the layer being 0.</summary>
    public uint Reset => Fields.Aggregate(0u, (word, f) => word | (f.Reset << f.Low));

    /// <summary>True when the layer can change what it reads at any time.</summary>
    public bool IsVolatile => Access == RegisterAccess.WriteOneToClear || Fields.Any(f => f.Source == FieldSource.Layer);

    /// <summary>The only field, when its bounds hold for the whole word that is written; else null.</summary>
    public Field? WholeField => Fields is [{ IsBounded: true, Low: 0 } only] ? only : null;

    public Field Field(string name) => Fields.Single(f => string.Equals(f.Name, name, StringComparison.Ordinal));
}

/// <summary>Words that lie together.</summary>
/// <param name="Name">Upper case.</param>
/// <param name="Offset">Bytes; a multiple of <see cref="Span"/>.</param>
/// <param name="Words">At least 1.</param>
/// <param name="Access">Read-only or write-only.</param>
/// <param name="IsProtected">Accesses are refused while the layer is not stopped.</param>
/// <param name="Description">What its words mean.</param>
public sealed record Window(string Name, long Offset, int Words, RegisterAccess Access, bool IsProtected, string Description)
{
    /// <summary>Bytes, rounded up to a power of two.</summary>
    public long Span => RegisterMap.SpanOf(Words);

    public bool IsReadable => Access == RegisterAccess.ReadOnly;

    public bool IsWritable => Access == RegisterAccess.WriteOnly;
}

/// <summary>The registers and windows that a design has, with every value resolved (docs/control.md §3, §5).</summary>
public sealed record RegisterMap
{
    /// <summary>Offset of the first window but OUTPUT.</summary>
    public const int WindowBase = 0x200;

    public const int WordBytes = 4;

    /// <summary>What software needs to know beside registers.</summary>
    public required IReadOnlyList<NamedValue> Constants { get; init; }

    /// <summary>In the order of their bits.</summary>
    public required IReadOnlyList<Event> Events { get; init; }

    /// <summary>Those of <see cref="Events"/> that this design raises.</summary>
    public required IReadOnlyList<Event> Raised { get; init; }

    /// <summary>In ascending order of their offsets.</summary>
    public required IReadOnlyList<Register> Registers { get; init; }

    /// <summary>In ascending order of their offsets.</summary>
    public required IReadOnlyList<Window> Windows { get; init; }

    /// <summary>Bits of a byte address that reaches all of it.</summary>
    public int AddressBits
    {
        get
        {
            long end = Math.Max(WindowBase, Windows.Max(w => w.Offset + w.Span));
            int bits = 0;
            while (1L << bits < end)
            {
                bits++;
            }

            return bits;
        }
    }

    /// <summary>The map of a design with a bus.</summary>
    public static RegisterMap Of(LayerDesign design) => Of(design, RegisterDescription.Embedded);

    /// <summary>The same from another description.</summary>
    /// <exception cref="ArgumentException">The design has no bus.</exception>
    /// <exception cref="InvalidDataException">A value of the design does not fit what is described.</exception>
    public static RegisterMap Of(LayerDesign design, RegisterDescription description)
    {
        if (!design.HasBus)
        {
            throw new ArgumentException("a layer without a bus has no registers", nameof(design));
        }

        return new RegisterMap
        {
            Constants = Resolve(description.Constants, design),
            Events = [.. description.Events.OrderBy(e => e.Bit)],
            Raised = [.. description.Events.Where(e => DesignValues.Holds(e.Condition, design)).OrderBy(e => e.Bit)],
            Registers = [.. description.Registers.Where(r => DesignValues.Holds(r.Condition, design)).Select(r => Resolve(r, design))],
            Windows = Place(description.Windows.Where(w => DesignValues.Holds(w.Condition, design)), design),
        };
    }

    /// <summary>The register of this name; null when the design has none.</summary>
    public Register? Find(string name) => Registers.FirstOrDefault(r => string.Equals(r.Name, name, StringComparison.Ordinal));

    /// <summary>The window of this name; null when the design has none.</summary>
    public Window? FindWindow(string name) => Windows.FirstOrDefault(w => string.Equals(w.Name, name, StringComparison.Ordinal));

    /// <summary>Byte offset of a register or window.</summary>
    /// <exception cref="ArgumentException">The design has none of this name.</exception>
    public long Offset(string name) =>
        Find(name)?.Offset ?? FindWindow(name)?.Offset ?? throw new ArgumentException($"there is no register or window {name}", nameof(name));

    internal static long SpanOf(int words)
    {
        long span = WordBytes;
        while (span < (long)words * WordBytes)
        {
            span *= 2;
        }

        return span;
    }

    private static List<NamedValue> Resolve(IReadOnlyList<ValueEntry> values, LayerDesign design) =>
    [
        .. values.Where(v => DesignValues.Holds(v.Condition, design))
            .Select(v => new NamedValue(v.Name, DesignValues.Resolve(v.Value, design), v.Description)),
    ];

    private static Register Resolve(RegisterEntry entry, LayerDesign design)
    {
        bool isFixed = entry.FixedWhen is not null && DesignValues.Holds(entry.FixedWhen, design);
        RegisterAccess access = isFixed ? RegisterAccess.ReadOnly : entry.Access;
        Field[] fields = [.. entry.Fields.Where(f => DesignValues.Holds(f.Condition, design)).OrderBy(f => f.Low).Select(f => Resolve($"{entry.Name}.{f.Name}", f, access, isFixed, design))];
        return new Register(
            entry.Name, entry.Offset, access, entry.IsProtected && !isFixed, entry.HasRefusal, entry.IsInterrupt, fields, entry.Description);
    }

    private static Field Resolve(string name, FieldEntry entry, RegisterAccess access, bool isFixed, LayerDesign design)
    {
        int bits = entry.High - entry.Low + 1;
        uint ones = uint.MaxValue >> (32 - bits);
        FieldSource source = access switch
        {
            RegisterAccess.ReadOnly => isFixed || entry.Value is not null ? FieldSource.Constant : FieldSource.Layer,
            RegisterAccess.WriteOnly => FieldSource.Written,
            _ => FieldSource.Stored,
        };
        uint reset = Value(entry.Value ?? entry.Reset, 0);
        uint minimum = isFixed ? 0 : Value(entry.Minimum, 0);
        uint maximum = isFixed ? ones : Value(entry.Maximum, ones);
        bool isBounded = !isFixed && (entry.Minimum ?? entry.Maximum) is not null;
        if (reset > ones || (source == FieldSource.Stored && (reset < minimum || reset > maximum)))
        {
            throw new InvalidDataException($"register description: {name}: {reset} is out of bounds in this design");
        }

        return new Field(
            entry.Name, entry.Low, bits, source, reset, minimum, maximum, isBounded, entry.IsProtected, entry.IsSticky, entry.IsCleared,
            Resolve(entry.Values, design), entry.Description);

        uint Value(string? text, uint none)
        {
            long value = text is null ? none : DesignValues.Resolve(text, design);
            return value >= 0 && value <= ones
                ? (uint)value
                : throw new InvalidDataException($"register description: {name}: {value} does not fit {bits} bits");
        }
    }

    private static List<Window> Place(IEnumerable<WindowEntry> entries, LayerDesign design)
    {
        List<Window> windows = [];
        long next = WindowBase;
        foreach (WindowEntry entry in entries)
        {
            long words = DesignValues.Resolve(entry.Words, design);
            if (words is < 1 or > int.MaxValue / WordBytes)
            {
                throw new InvalidDataException($"register description: {entry.Name}: {words} words");
            }

            long span = SpanOf((int)words);
            long offset = entry.Offset ?? (next + span - 1) / span * span;
            if (offset % span != 0 || (entry.Offset is not null && offset + span > WindowBase))
            {
                throw new InvalidDataException($"register description: {entry.Name}: {words} words have no room at 0x{offset:X}");
            }

            next = entry.Offset is null ? offset + span : next;
            windows.Add(new Window(entry.Name, offset, (int)words, entry.Access, entry.IsProtected, entry.Description));
        }

        return windows;
    }
}
