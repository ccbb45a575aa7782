// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Net;
using RtlGen.Design;
using RtlGen.Emission;
using RtlGen.Registers;

namespace RtlGen.Bundles;

/// <summary>A pin of a bus under the name that its standard gives it.</summary>
internal sealed record PortMapItem(string Logical, string Physical);

/// <summary>A bus interface.</summary>
internal sealed record InterfaceItem(
    string Name, string Description, string Vendor, string Library, string Type, string Version, bool IsMaster, bool HasMemoryMap, IReadOnlyList<PortMapItem> Maps);

/// <summary>A field of a register; what is not there is empty text.</summary>
internal sealed record IpXactField(string Name, string Description, int Low, int Bits, bool HasReset, string Reset, string Access, string ModifiedWrite);

/// <summary>A register, or words that lie among the registers.</summary>
internal sealed record IpXactRegister(
    string Name, string Description, bool IsArray, int Words, string Offset, string IsVolatile, string Access, IReadOnlyList<IpXactField> Fields);

/// <summary>A window behind the registers.</summary>
internal sealed record IpXactWindow(string Name, string Description, string Offset, long Bytes, string Access);

/// <summary>A port of the top.</summary>
internal sealed record IpXactPort(string Name, string Description, string Direction, bool IsVector, int Msb);

/// <summary>A file with its type.</summary>
internal sealed record IpXactFile(string Path, string Type);

/// <summary>Files that belong together.</summary>
internal sealed record IpXactFileSet(string Name, IReadOnlyList<IpXactFile> Files);

/// <summary>What the IP-XACT component places: ports, buses, registers and files of a bundle.</summary>
internal sealed class IpXactView(LayerDesign design, IReadOnlyList<PortView> ports, IReadOnlyList<string> synthesis, IReadOnlyList<string> simulation)
{
    private const string Verilog = "verilogSource-2005";
    private readonly RegisterMap? _map = design.HasBus ? RegisterMap.Of(design) : null;

    public string Name => design.Name;

    public string Version { get; } = ToolVersion.Text;

    public int Inputs => design.Grid.Inputs;

    public int Outputs => design.Grid.Outputs;

    public bool HasRegisters => _map is not null;

    public string RegisterRange { get; } = Hex(RegisterMap.WindowBase);

    public IReadOnlyList<InterfaceItem> Interfaces =>
    [
        Stream("s", "Input vectors", isMaster: false),
        Stream("m", "Output vectors", isMaster: true),
        .. Bus(),
    ];

    public IReadOnlyList<IpXactPort> Ports =>
    [
        .. ports.Select(p => new IpXactPort(
            p.Port, Xml(p.Meaning), string.Equals(p.Direction, "input", StringComparison.Ordinal) ? "in" : "out", p.Width > 1, p.Width - 1)),
    ];

    public IReadOnlyList<IpXactRegister> Registers => _map is null ? [] :
    [
        .. _map.Registers.Select(Register)
            .Concat(_map.Windows.Where(w => w.Offset < RegisterMap.WindowBase).Select(Array))
            .OrderBy(r => long.Parse(r.Offset, NumberStyles.HexNumber, CultureInfo.InvariantCulture)),
    ];

    public IReadOnlyList<IpXactWindow> Windows => _map is null ? [] :
    [
        .. _map.Windows.Where(w => w.Offset >= RegisterMap.WindowBase)
            .Select(w => new IpXactWindow(w.Name, Xml(w.Description), Hex(w.Offset), w.Words * (long)RegisterMap.WordBytes, Access(w.Access))),
    ];

    public IReadOnlyList<IpXactFileSet> FileSets =>
    [
        new("synthesis", [.. synthesis.Select(f => new IpXactFile(f, Verilog))]),
        new("simulation", [.. simulation.Select(f => new IpXactFile(f, Verilog))]),
    ];

    private static InterfaceItem Stream(string name, string description, bool isMaster) => new(
        name, description, "amba.com", "AMBA4", "AXI4Stream", "r0p0_1", isMaster, false,
        [new("TDATA", $"{name}_tdata"), new("TVALID", $"{name}_tvalid"), new("TREADY", $"{name}_tready"), new("TLAST", $"{name}_tlast"), .. Clocked("ACLK", "ARESETn")]);

    private IEnumerable<InterfaceItem> Bus()
    {
        if (!design.HasBus)
        {
            yield break;
        }

        bool isApb = BusPins.IsApb(design);
        string prefix = isApb ? "s_apb_" : "s_axi_";
        yield return new InterfaceItem(
            prefix.TrimEnd('_'), "Registers", "amba.com", "AMBA4", isApb ? "APB4" : "AXI4-Lite", "r0p0_0", false, true,
            [
                .. BusPins.Of(design).Select(p => new PortMapItem(Logical(p.Name[prefix.Length..], isApb), p.Name)),
                .. isApb ? Clocked("PCLK", "PRESETn") : Clocked("ACLK", "ARESETn"),
            ]);
    }

    private static PortMapItem[] Clocked(string clock, string reset) => [new(clock, "clk"), new(reset, "rst_n")];

    /// <summary>The standard's abstraction of APB has one select a slave.</summary>
    private static string Logical(string pin, bool isApb) => isApb && string.Equals(pin, "psel", StringComparison.Ordinal) ? "PSELx" : pin.ToUpperInvariant();

    private static IpXactRegister Register(Register register) => new(
        register.Name, Xml(register.Description), false, 1, Hex(register.Offset), Flag(register.IsVolatile), Access(register.Access),
        [.. register.Fields.Select(f => Field(register, f))]);

    private static IpXactRegister Array(Window window) => new(
        window.Name, Xml(window.Description), true, window.Words, Hex(window.Offset), Flag(window.IsReadable), Access(window.Access),
        [new("value", Xml(window.Description), 0, 32, false, "", Access(window.Access), "")]);

    private static IpXactField Field(Register register, Field field)
    {
        bool hasReset = field.Source is FieldSource.Constant or FieldSource.Stored;
        string modified = register.Access == RegisterAccess.WriteOneToClear ? "oneToClear" : field.IsSticky ? "oneToSet" : "";
        return new IpXactField(
            field.Name, Xml(field.Description), field.Low, field.Bits, hasReset, hasReset ? Hex(field.Reset) : "", Access(register.Access), modified);
    }

    private static string Access(RegisterAccess access) => access switch
    {
        RegisterAccess.ReadOnly => "read-only",
        RegisterAccess.WriteOnly => "write-only",
        _ => "read-write",
    };

    private static string Hex(long value) => value.ToString("X", CultureInfo.InvariantCulture);

    private static string Flag(bool value) => value ? "true" : "false";

    private static string Xml(string text) => WebUtility.HtmlEncode(text);
}
