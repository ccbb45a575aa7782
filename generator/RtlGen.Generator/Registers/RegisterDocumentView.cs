// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using RtlGen.Configuration;
using RtlGen.Design;
using RtlGen.Emission;

namespace RtlGen.Registers;

/// <summary>A number with a name, in a document.</summary>
internal sealed record ValueItem(string Name, string Upper, string Number, string Literal, string Description, string Comma);

/// <summary>An event in a document.</summary>
internal sealed record EventItem(string Name, string Upper, int Bit, string Mask, string Raised, string Description, string Comma);

/// <summary>A cell of the picture of a register's bits.</summary>
internal sealed record StripItem(int Bits, string Place, string Name, string Style);

/// <summary>A field in a document; what is not there is empty text.</summary>
internal sealed record FieldItem
{
    public required string Name { get; init; }

    public required string Upper { get; init; }

    public required int Low { get; init; }

    public required int High { get; init; }

    public required int Bits { get; init; }

    /// <summary><c>7:0</c>, or one number.</summary>
    public required string Place { get; init; }

    public required string Mask { get; init; }

    public required string Source { get; init; }

    /// <summary>Hexadecimal; empty where the layer decides.</summary>
    public required string Reset { get; init; }

    public required bool HasReset { get; init; }

    public required bool IsBounded { get; init; }

    public required string Minimum { get; init; }

    public required string Maximum { get; init; }

    /// <summary>Bounds and what else is special, in words.</summary>
    public required string Notes { get; init; }

    public required string IsProtected { get; init; }

    public required string IsSticky { get; init; }

    public required IReadOnlyList<ValueItem> Values { get; init; }

    public required bool HasValues { get; init; }

    public required string Description { get; init; }

    /// <summary>Access of software and hardware in SystemRDL.</summary>
    public required string Rdl { get; init; }

    public required string Comma { get; init; }
}

/// <summary>A register in a document.</summary>
internal sealed record RegisterItem(
    string Name, string Offset, string AccessCode, string Access, string Reset, bool HasReset, string IsProtected, string IsVolatile, string Description,
    IReadOnlyList<FieldItem> Fields, IReadOnlyList<StripItem> Strip, string Comma);

/// <summary>What the words of a window hold, in a document.</summary>
internal sealed record WordItem(
    string Text, string Place, string Format, int Bits, string IsSigned, int SignedNumber, string Minimum, string Maximum, string LowLiteral, string HighLiteral, int Values);

/// <summary>A window in a document.</summary>
internal sealed record WindowItem(
    string Name, string Offset, string End, int Words, string AccessCode, string Access, string IsProtected, string Rdl, string Description, WordItem Word,
    string Comma);

/// <summary>What the templates of <c>regs/</c> place.</summary>
/// <param name="design">A layer with a bus.</param>
/// <param name="escape">How the document's language writes any text.</param>
internal sealed class RegisterDocumentView(LayerDesign design, Func<string, string> escape)
{
    private readonly RegisterMap _map = RegisterMap.Of(design);

    public string Version { get; } = ToolVersion.Text;

    public string Name => design.Name;

    public string Upper => Capitals(design.Name);

    public string Bus => design.Configuration.Interface.Control == ControlKind.Apb ? "APB" : "AXI4-Lite";

    /// <summary>How the bus says that an access was refused.</summary>
    public string Error => design.Configuration.Interface.Control == ControlKind.Apb ? "PSLVERR" : "SLVERR";

    public string Hash => ConfigurationWriter.Hash(design.Configuration);

    public int AddressBits => _map.AddressBits;

    public string Size => $"0x{1L << AddressBits:X}";

    public int Inputs => design.Grid.Inputs;

    public int Outputs => design.Grid.Outputs;

    public IReadOnlyList<ValueItem> Constants => Items(_map.Constants);

    public IReadOnlyList<EventItem> Events =>
    [
        .. _map.Events.Select((e, i) => new EventItem(
            e.Name, Capitals(e.Name), e.Bit, $"0x{1u << e.Bit:x8}", Flag(_map.Raised.Contains(e)), escape(Sentence(e)), Comma(i, _map.Events.Count))),
    ];

    public IReadOnlyList<RegisterItem> Registers => [.. _map.Registers.Select((r, i) => Item(r, Comma(i, _map.Registers.Count)))];

    public IReadOnlyList<WindowItem> Windows =>
    [
        .. _map.Windows.Select((w, i) => new WindowItem(
            w.Name, Hex(w.Offset), Hex(w.Offset + ((w.Words - 1L) * RegisterMap.WordBytes)), w.Words, Code(w.Access), Words(w.Access, w.IsProtected), Flag(w.IsProtected),
            w.IsReadable ? "r" : "w", escape(w.Description), Item(WordFormat.Of(design, w.Name)), Comma(i, _map.Windows.Count))),
    ];

    /// <summary>True when a read can be refused because the layer is not stopped.</summary>
    public bool HasProtectedReads => _map.Windows.Any(w => w.IsProtected && w.IsReadable);

    private WordItem Item(WordFormat word) => new(
        escape(word.Text), escape(word.Place), word.IsSingle ? "ieee_single" : "integer", word.Bits, Flag(word.IsSigned), word.IsSigned ? 1 : 0,
        word.Range.Min.ToString(CultureInfo.InvariantCulture), word.Range.Max.ToString(CultureInfo.InvariantCulture),
        Literal(word, (long)word.Range.Min), Literal(word, (long)word.Range.Max), word.Values);

    /// <summary>A constant of C; the least int has none of its own.</summary>
    private static string Literal(WordFormat word, long value)
    {
        string digits = value.ToString(CultureInfo.InvariantCulture);
        return !word.IsSigned ? $"{digits}u"
            : value == int.MinValue ? $"({(value + 1).ToString(CultureInfo.InvariantCulture)} - 1)"
            : value < 0 ? $"({digits})" : digits;
    }

    private RegisterItem Item(Register register, string comma) => new(
        register.Name, Hex(register.Offset), Code(register.Access), Words(register.Access, register.IsProtected),
        HasReset(register) ? $"0x{register.Reset:X8}" : "", HasReset(register),
        Flag(register.IsProtected), Flag(register.IsVolatile), escape(register.Description),
        [.. register.Fields.Select((f, i) => Item(register, f, Comma(i, register.Fields.Count)))], Strip(register), comma);

    private FieldItem Item(Register register, Field field, string comma)
    {
        bool hasReset = HasReset(field);
        return new FieldItem
        {
            Name = field.Name,
            Upper = Capitals(field.Name),
            Low = field.Low,
            High = field.High,
            Bits = field.Bits,
            Place = Place(field.High, field.Low),
            Mask = $"0x{field.Mask:x8}",
            Source = field.Source.ToString().ToLowerInvariant(),
            HasReset = hasReset,
            Reset = hasReset ? $"0x{field.Reset:x}" : "",
            IsBounded = field.IsBounded,
            Minimum = field.Minimum.ToString(CultureInfo.InvariantCulture),
            Maximum = field.Maximum.ToString(CultureInfo.InvariantCulture),
            Notes = escape(Notes(field)),
            IsProtected = Flag(field.IsProtected || register.IsProtected),
            IsSticky = Flag(field.IsSticky),
            Values = Items(field.Values),
            HasValues = field.Values.Count > 0,
            Description = escape(field.Description),
            Rdl = Rdl(register, field),
            Comma = comma,
        };
    }

    private List<ValueItem> Items(IReadOnlyList<NamedValue> values) =>
    [
        .. values.Select((v, i) => new ValueItem(
            v.Name, Capitals(v.Name), v.Value.ToString(CultureInfo.InvariantCulture), v.Value < 0 ? $"({v.Value})" : $"{v.Value}u",
            escape(v.Description), Comma(i, values.Count))),
    ];

    /// <summary>False where the layer decides, or nothing can be read.</summary>
    private static bool HasReset(Register register) => register.Fields.Any(HasReset);

    private static bool HasReset(Field field) => field.Source is FieldSource.Constant or FieldSource.Stored;

    /// <summary>From bit 31 down; what lies between fields has no name.</summary>
    private static List<StripItem> Strip(Register register)
    {
        List<StripItem> cells = [];
        int next = 31;
        foreach (Field field in register.Fields.Reverse())
        {
            if (field.High < next)
            {
                cells.Add(new StripItem(next - field.High, Place(next, field.High + 1), "", "reserved"));
            }

            cells.Add(new StripItem(field.Bits, Place(field.High, field.Low), field.Name, field.Bits < 3 ? "narrow" : "field"));
            next = field.Low - 1;
        }

        if (next >= 0)
        {
            cells.Add(new StripItem(next + 1, Place(next, 0), "", "reserved"));
        }

        return cells;
    }

    private static string Rdl(Register register, Field field) => (field.Source, register.Access) switch
    {
        (FieldSource.Constant, _) => "sw = r; hw = na;",
        (FieldSource.Layer, _) => "sw = r; hw = w;",
        (FieldSource.Written, _) => "sw = w; hw = r;",
        (_, RegisterAccess.WriteOneToClear) => "sw = rw; onwrite = woclr; hw = w;",
        _ when field.IsSticky => "sw = rw; onwrite = woset; hw = r;",
        _ when field.IsCleared => "sw = rw; hw = rw;",
        _ => "sw = rw; hw = r;",
    };

    private static string Notes(Field field)
    {
        List<string> notes = [];
        if (field.IsBounded)
        {
            notes.Add($"{field.Minimum} to {field.Maximum}");
        }

        if (field.IsProtected)
        {
            notes.Add("changes only while stopped");
        }

        if (field.IsSticky)
        {
            notes.Add("stays until reset");
        }

        return string.Join(", ", notes);
    }

    private string Sentence(Event raised) =>
        _map.Raised.Contains(raised) ? raised.Description : $"{raised.Description} (this layer never raises it)";

    private static string Place(int high, int low) =>
        high == low ? low.ToString(CultureInfo.InvariantCulture) : $"{high}:{low}";

    private static string Code(RegisterAccess access) => access switch
    {
        RegisterAccess.ReadOnly => "ro",
        RegisterAccess.ReadWrite => "rw",
        RegisterAccess.WriteOnly => "wo",
        _ => "w1c",
    };

    private static string Words(RegisterAccess access, bool isProtected)
    {
        string words = access switch
        {
            RegisterAccess.ReadOnly => "read-only",
            RegisterAccess.ReadWrite => "read and write",
            RegisterAccess.WriteOnly => "write-only",
            _ => "read, write 1 to clear",
        };
        return isProtected ? $"{words}, protected" : words;
    }

    private static string Hex(long offset) => $"0x{offset:X3}";

    private static string Flag(bool value) => value ? "true" : "false";

    private static string Comma(int i, int count) => i < count - 1 ? "," : "";

    private static string Capitals(string name) => name.ToUpperInvariant();
}
