// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using RtlGen.Design;
using RtlGen.Emission;

namespace RtlGen.Registers;

/// <summary>A port of the register file.</summary>
internal sealed record RegisterPortView(string Text, string Comma);

/// <summary>A wire and what it carries.</summary>
internal sealed record WireView(string Name, string Expression);

/// <summary>The bits of a field that lie in one byte of the bus.</summary>
internal sealed record ByteView(int Lane, string Target, string Source);

/// <summary>A field that is kept in flip-flops.</summary>
internal sealed record StoredFieldView(
    string Name, string Range, string Reset, string Write, bool IsSticky, string Clear, IReadOnlyList<ByteView> Bytes)
{
    public bool IsCleared => Clear.Length > 0;
}

/// <summary>Registers that are read through one multiplexer.</summary>
internal sealed record ReadBlockView(string Name, string Hit, IReadOnlyList<WireView> Cases);

/// <summary>What <c>rtl/registers.v.hbs</c> places.</summary>
internal sealed class RegisterFileView
{
    private const int BlockWords = 8;

    private readonly RegisterMap _map;
    private readonly int _addressMsb;

    public RegisterFileView(LayerDesign design)
    {
        _map = RegisterMap.Of(design);
        _addressMsb = _map.AddressBits - 1;
        Name = design.Name;
        Ports = PortsOf();
    }

    public string Version { get; } = ToolVersion.Text;

    public string Name { get; }

    public int EventCount => _map.Events.Count;

    public int EventMsb => EventCount - 1;

    public IReadOnlyList<RegisterPortView> Ports { get; }

    /// <summary>What tells that an address is below the windows.</summary>
    public string WriteLow => Low("write");

    public string ReadLow => Low("read");

    public IReadOnlyList<WireView> WriteHits =>
    [
        .. _map.Registers.Where(r => r.IsWritable).Select(r => new WireView($"write_at_{Label(r)}", RegisterHit("write", r))),
        .. _map.Windows.Where(w => w.IsWritable).Select(w => new WireView($"write_at_{Label(w)}", WindowHit("write", w))),
    ];

    public IReadOnlyList<WireView> ReadHits =>
    [
        .. _map.Registers.Where(r => r.IsReadable).Select(r => new WireView($"read_at_{Label(r)}", RegisterHit("read", r))),
        .. _map.Windows.Where(w => w.IsReadable).Select(w => new WireView(
            $"read_at_{Label(w)}", WindowHit("read", w) + (w.IsProtected ? " & stopped" : ""))),
    ];

    /// <summary>The value that a field would get, where something depends on it before it is written.</summary>
    public IReadOnlyList<WireView> NextFields =>
    [
        .. Stored.Where(s => s.Register.HasRefusal || s.Field.IsBounded || s.Field.IsProtected).Select(s => new WireView(
            $"{Range(s.Field.Bits)}{Port(s.Register, s.Field)}_next", Next(s.Register, s.Field))),
    ];

    /// <summary>Ports of the values that registers would get.</summary>
    public IReadOnlyList<WireView> NextWords =>
    [
        .. _map.Registers.Where(r => r.HasRefusal && r.Access == RegisterAccess.ReadWrite).Select(r => new WireView(
            $"{Label(r)}_next", Word(r.Fields, f => $"{Port(r, f)}_next"))),
    ];

    public string Known => Or(WriteHits.Select(h => h.Name));

    public string Readable => Or(ReadHits.Select(h => h.Name));

    public string Protected => Or(
    [
        .. _map.Registers.Where(r => r is { IsProtected: true, IsWritable: true }).Select(r => $"write_at_{Label(r)}"),
        .. _map.Windows.Where(w => w is { IsProtected: true, IsWritable: true }).Select(w => $"write_at_{Label(w)}"),
        .. Stored.Where(s => s.Field.IsProtected).Select(s =>
            $"(write_at_{Label(s.Register)} & ({Port(s.Register, s.Field)}_next != {Port(s.Register, s.Field)}))"),
    ]);

    public string OutOfBounds => Or(
        _map.Registers.Select(r => (Register: r, Bounds: Bounds(r))).Where(r => r.Bounds.Count > 0)
            .Select(r => $"(write_at_{Label(r.Register)} & ({string.Join(" | ", r.Bounds)}))"));

    /// <summary>Commands and the register that enables the layer: their refusal is an event.</summary>
    public string CommandRefused => Or(_map.Registers.Where(r => r.HasRefusal && IsCommand(r)).Select(Refusal));

    public string OtherRefused => Or(_map.Registers.Where(r => r.HasRefusal && !IsCommand(r)).Select(Refusal));

    public IReadOnlyList<WireView> WriteOutputs =>
    [
        .. _map.Registers.Where(r => r is { Access: RegisterAccess.WriteOnly, IsInterrupt: false }).Select(r => new WireView(
            $"{Label(r)}_write", $"accept & write_at_{Label(r)}")),
        .. _map.Windows.Where(w => w.IsWritable).Select(w => new WireView($"{Label(w)}_write", $"accept & write_at_{Label(w)}")),
    ];

    public bool HasWriteIndex => _map.Windows.Any(w => w.IsWritable);

    public string WriteIndex => !HasWriteIndex ? "" : $"write_address[{IndexBits(_map.Windows.Where(w => w.IsWritable)) + 1}:2]";

    public string ReadIndex => $"read_address[{IndexBits(_map.Windows.Where(w => w.IsReadable)) + 1}:2]";

    public IReadOnlyList<StoredFieldView> StoredFields => [.. Stored.Where(s => StoredBits(s.Field) > 0).Select(StoredField)];

    /// <summary>The ports of what is kept, wider than it where bounds leave upper bits at 0.</summary>
    public IReadOnlyList<WireView> StoredOutputs => [.. Stored.Select(s => new WireView(Port(s.Register, s.Field), StoredOutput(s.Register, s.Field)))];

    /// <summary>What the layer or the file itself raises, highest event first.</summary>
    public string Raised => Verilog.Concatenate(_map.Events.Select(e =>
        e.IsInternal ? $"write & {(e.Name.StartsWith("command", StringComparison.Ordinal) ? "command_refused" : "write_refused")}" : _map.Raised.Contains(e) ? $"event_{e.Name}" : "1'b0"));

    public string StatusReset => Verilog.Hex(EventCount, InterruptRegister(RegisterAccess.WriteOneToClear).Reset);

    /// <summary>Bytes of the interrupt registers.</summary>
    public IReadOnlyList<ByteView> EnableBytes => Bytes(0, EventCount, "interrupt_enable_q");

    public string StatusHit => $"write_at_{Label(InterruptRegister(RegisterAccess.WriteOneToClear))}";

    public string EnableHit => $"write_at_{Label(InterruptRegister(RegisterAccess.ReadWrite))}";

    public string TestHit => $"write_at_{Label(InterruptRegister(RegisterAccess.WriteOnly))}";

    /// <summary>What is read, in blocks of eight words: small multiplexers, of which one counts.</summary>
    public IReadOnlyList<ReadBlockView> ReadBlocks =>
    [
        .. from register in _map.Registers
           where register.IsReadable && register.Fields.Any(f => f.Source != FieldSource.Constant || f.Reset != 0)
           let word = register.Offset / RegisterMap.WordBytes
           group new WireView(Verilog.Hex(3, word % BlockWords), ReadWord(register)) by word / BlockWords into block
           select new ReadBlockView($"block_{block.Key}", $"read_low & (read_address[8:5] == {Verilog.Hex(4, block.Key)})", [.. block]),
    ];

    /// <summary>The terms of what is read, each with what stands before it.</summary>
    public IReadOnlyList<WireView> ReadTerms
    {
        get
        {
            List<string> terms =
            [
                .. ReadBlocks.Select(b => b.Name),
                .. _map.Windows.Where(w => w.IsReadable).Select(w => $"({{32{{read_at_{Label(w)}}}}} & {Label(w)}_data)"),
            ];
            return [.. terms.Select((t, i) => new WireView(i == 0 ? "assign read_data =" : "  |", i == terms.Count - 1 ? t + ";" : t))];
        }
    }

    private IEnumerable<(Register Register, Field Field)> Stored =>
        _map.Registers.Where(r => !r.IsInterrupt).SelectMany(r => r.Fields.Where(f => f.Source == FieldSource.Stored).Select(f => (r, f)));

    private static string Label(Register register) => Lower(register.Name);

    private static string Label(Window window) => Lower(window.Name);

    private static string Lower(string name) => name.ToLower(CultureInfo.InvariantCulture);

    /// <summary>The name of a field's port: the register's, and the field's if there are others.</summary>
    private static string Port(Register register, Field field) =>
        string.Equals(field.Name, "value", StringComparison.Ordinal) ? Label(register) : $"{Label(register)}_{field.Name}";

    private static string ClearPort(Field field) => $"clear_{field.Name}";

    private static string Range(int bits) => bits == 1 ? "" : $"[{bits - 1}:0] ";

    private static string Select(string name, int low, int bits, bool isScalar) =>
        isScalar ? name : bits == 1 ? $"{name}[{low}]" : $"{name}[{low + bits - 1}:{low}]";

    private static string Or(IEnumerable<string> terms)
    {
        string[] all = [.. terms];
        return all.Length == 0 ? "1'b0" : string.Join("\n    | ", all);
    }

    private static bool IsCommand(Register register) => register.Name is "COMMAND" or "CONTROL";

    private static string Refusal(Register register) => $"(write_at_{Label(register)} & {Label(register)}_refuse)";

    private static int IndexBits(IEnumerable<Window> windows) => Verilog.IndexBits(windows.Max(w => w.Words));

    /// <summary>Flip-flops that a field needs: bounds may leave upper bits at 0, or no choice at all.</summary>
    private static int StoredBits(Field field)
    {
        int bits = 0;
        while (field.Maximum >> bits != 0 && bits < field.Bits)
        {
            bits++;
        }

        return field.Minimum == field.Maximum ? 0 : bits;
    }

    private static string StoredOutput(Register register, Field field)
    {
        int stored = StoredBits(field);
        return stored == 0 ? Verilog.Hex(field.Bits, field.Reset)
            : stored == field.Bits ? $"{Port(register, field)}_q"
            : $"{{{Verilog.Hex(field.Bits - stored, 0)}, {Port(register, field)}_q}}";
    }

    private static string Next(Register register, Field field)
    {
        string written = Select("write_value", field.Low, field.Bits, isScalar: false);
        string port = Port(register, field);
        return field.IsSticky
            ? $"{written} | {port}"
            : $"{written} | ({port} & ~{Select("judged_bits", field.Low, field.Bits, isScalar: false)})";
    }

    private static List<string> Bounds(Register register)
    {
        List<string> bounds = [];
        foreach (Field field in register.Fields.Where(f => f.IsBounded))
        {
            string next = $"{Port(register, field)}_next";
            if (register.WholeField is not null && field.Bits < 32)
            {
                bounds.Add($"(|write_value[31:{field.Bits}])");
            }

            if (field.Minimum > 0)
            {
                bounds.Add($"({next} < {Verilog.Hex(field.Bits, field.Minimum)})");
            }

            if (field.Maximum < field.Ones)
            {
                bounds.Add($"({next} > {Verilog.Hex(field.Bits, field.Maximum)})");
            }
        }

        return bounds;
    }

    private static List<ByteView> Bytes(int low, int bits, string target)
    {
        List<ByteView> bytes = [];
        for (int lane = low / 8; lane <= (low + bits - 1) / 8; lane++)
        {
            int from = Math.Max(low, 8 * lane);
            int count = Math.Min(low + bits, 8 * (lane + 1)) - from;
            bytes.Add(new ByteView(lane, Select(target, from - low, count, isScalar: bits == 1), Select("write_data", from, count, isScalar: false)));
        }

        return bytes;
    }

    private static StoredFieldView StoredField((Register Register, Field Field) stored)
    {
        (Register register, Field field) = stored;
        int bits = StoredBits(field);
        string name = $"{Port(register, field)}_q";
        return new StoredFieldView(
            name, Range(bits), Verilog.Hex(bits, field.Reset), $"accept & write_at_{Label(register)}", field.IsSticky,
            field.IsCleared ? ClearPort(field) : "", Bytes(field.Low, bits, name));
    }

    /// <summary>A word from its fields, the gaps between them 0.</summary>
    private static string Word(IEnumerable<Field> fields, Func<Field, string> value)
    {
        List<string> lowestFirst = [];
        int next = 0;
        foreach (Field field in fields)
        {
            if (field.Low > next)
            {
                lowestFirst.Add(Verilog.Hex(field.Low - next, 0));
            }

            lowestFirst.Add(value(field));
            next = field.High + 1;
        }

        if (next < 32)
        {
            lowestFirst.Add(Verilog.Hex(32 - next, 0));
        }

        return lowestFirst.Count == 1 ? lowestFirst[0] : $"{{{Verilog.Concatenate(lowestFirst)}}}";
    }

    private string ReadWord(Register register) =>
        register.IsInterrupt ? Padded(register.Access == RegisterAccess.ReadWrite ? "interrupt_enable_q" : "interrupt_status_q")
        : register.Fields.All(f => f.Source == FieldSource.Constant) ? Verilog.Hex(32, register.Reset)
        : Word(register.Fields, f => f.Source == FieldSource.Constant ? Verilog.Hex(f.Bits, f.Reset) : Port(register, f));

    private string Padded(string events) => EventCount == 32 ? events : $"{{{Verilog.Hex(32 - EventCount, 0)}, {events}}}";

    private Register InterruptRegister(RegisterAccess access) => _map.Registers.Single(r => r.IsInterrupt && r.Access == access);

    private string Low(string side) => _addressMsb < 9 ? "1'b1" : $"~|{side}_address[{_addressMsb}:9]";

    private static string RegisterHit(string side, Register register) =>
        $"{side}_low & ({side}_address[8:2] == {Verilog.Hex(7, register.Offset / RegisterMap.WordBytes)})";

    private string WindowHit(string side, Window window)
    {
        int low = 0;
        while (1L << low < window.Span)
        {
            low++;
        }

        string hit = $"({side}_address[{_addressMsb}:{low}] == {Verilog.Hex(_addressMsb - low + 1, window.Offset >> low)})";
        return window.Words * (long)RegisterMap.WordBytes == window.Span
            ? hit
            : $"{hit} & ({side}_address[{low - 1}:2] < {Verilog.Hex(low - 2, window.Words)})";
    }

    private List<RegisterPortView> PortsOf()
    {
        List<string> ports =
        [
            "// From the bus. Answers belong to the same cycle.",
            Input(1, "write"),
            $"input  wire [{_addressMsb}:2] write_address",
            Input(32, "write_data"),
            Input(4, "write_strobe"),
            Output(1, "write_error"),
            Input(1, "read"),
            $"input  wire [{_addressMsb}:2] read_address",
            Output(32, "read_data"),
            Output(1, "read_error"),
            Output(1, "irq"),
            "",
            "// The layer: whether protected registers can be written, and the end of fields that it clears.",
            Input(1, "stopped"),
            .. Stored.Where(s => s.Field.IsCleared).Select(s => Input(1, ClearPort(s.Field))),
            "",
            "// Events of the layer, each a pulse.",
            .. _map.Raised.Where(e => !e.IsInternal).Select(e => Input(1, $"event_{e.Name}")),
            "",
            "// What is written: for every write-only register and window.",
            Output(32, "write_value"),
            Output(4, "write_lanes"),
        ];
        if (HasWriteIndex)
        {
            ports.Add(Output(IndexBits(_map.Windows.Where(w => w.IsWritable)), "write_index"));
        }

        ports.Add(Output(IndexBits(_map.Windows.Where(w => w.IsReadable)), "read_index"));
        foreach (Register register in _map.Registers.Where(r => !r.IsInterrupt))
        {
            List<string> own = PortsOf(register);
            if (own.Count > 0)
            {
                ports.AddRange(["", $"// {register.Name}", .. own]);
            }
        }

        foreach (Window window in _map.Windows)
        {
            ports.AddRange(["", $"// {window.Name}, {window.Words} words", window.IsWritable ? Output(1, $"{Label(window)}_write") : Input(32, $"{Label(window)}_data")]);
        }

        return [.. ports.Select((p, i) => new RegisterPortView(p.Length == 0 ? "" : $"  {p}", p.Length == 0 || p.StartsWith("//", StringComparison.Ordinal) || i == ports.Count - 1 ? "" : ","))];
    }

    private static List<string> PortsOf(Register register)
    {
        List<string> ports = [];
        if (register.Access == RegisterAccess.WriteOnly)
        {
            ports.Add(Output(1, $"{Label(register)}_write"));
        }

        if (register is { HasRefusal: true, Access: RegisterAccess.ReadWrite })
        {
            ports.Add(Output(32, $"{Label(register)}_next"));
        }

        if (register.HasRefusal)
        {
            ports.Add(Input(1, $"{Label(register)}_refuse"));
        }

        ports.AddRange(register.Fields.Where(f => f.Source == FieldSource.Stored).Select(f => Output(f.Bits, Port(register, f))));
        ports.AddRange(register.Fields.Where(f => f.Source == FieldSource.Layer).Select(f => Input(f.Bits, Port(register, f))));
        return ports;
    }

    private static string Input(int bits, string name) => $"input  wire {Range(bits)}{name}";

    private static string Output(int bits, string name) => $"output wire {Range(bits)}{name}";
}
