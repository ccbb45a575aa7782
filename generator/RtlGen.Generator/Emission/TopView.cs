// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using RtlGen.Design;
using RtlGen.Registers;

namespace RtlGen.Emission;

/// <summary>A pin of the bus.</summary>
internal sealed record BusPinView(string Name, string Direction, int Bits)
{
    /// <summary>Its range in a declaration; empty for one bit.</summary>
    public string Width => Bits == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"[{Bits - 1}:0] ");
}

/// <summary>A window of the registers that is written.</summary>
/// <param name="Port">Name in the ports of the register file.</param>
/// <param name="Base">Where its first word lies on the parameter port, hexadecimal.</param>
/// <param name="Mask">Bits of an index into it, hexadecimal.</param>
internal sealed record WriteWindowView(string Port, string Base, string Mask);

/// <summary>What <c>rtl/top.v.hbs</c> places: a layer behind a bus.</summary>
internal sealed class TopView(LayerDesign design)
{
    private readonly TileView _tile = new(design);
    private readonly LayerView _layer = new(design, null);
    private readonly ArrayServiceView _service = new(design);
    private readonly RegisterMap _map = RegisterMap.Of(design);

    public string Version { get; } = ToolVersion.Text;

    public string Name => design.Name;

    public int Inputs => design.Grid.Inputs;

    public int Outputs => design.Grid.Outputs;

    public string BusName => BusPins.NameOf(design);

    public string BusModule => BusPins.ModuleOf(design);

    public IReadOnlyList<BusPinView> BusPinList => BusPins.Of(design);

    public int AddressBits => _map.AddressBits;

    public int AddressMsb => AddressBits - 1;

    public int StreamBits => _layer.StreamBits;

    public int StreamMsb => _layer.StreamMsb;

    /// <summary>Words of a beat on the bus.</summary>
    public int BeatWords => Math.Max(1, StreamBits / 32);

    public int InputBeats => _layer.InputBeats;

    public bool HasProgramming => design.HasProgramming;

    public bool HasReadback => _service.HasReadback;

    public bool HasOffsets => _tile.HasOffsets;

    public bool HasService => _tile.HasService;

    /// <summary>False where the drive time is fixed: a pulse width is a scale of what is computed.</summary>
    public bool HasDriveRegister => _map.Find("DRIVE_CYCLES") is { IsWritable: true };

    public bool HasSampleRegister => _map.Find("SAMPLE_CYCLES") is { IsWritable: true };

    /// <summary>Cycles of a step's drive and settle time that no register holds.</summary>
    public int DriveBase => design.Schedule.DriveAndSettle - design.Configuration.Dac.SettleCycles
        - (HasDriveRegister ? design.Configuration.Dac.DriveCycles : 0);

    public bool HasTimeoutRegister => _map.Find("ADC_TIMEOUTS") is not null;

    /// <summary>What raises the events that the register file does not raise itself.</summary>
    public IReadOnlyList<BindingView> EventInputs =>
        [.. _map.Raised.Where(e => !e.IsInternal).Select(e => new BindingView(e.Name, RaisedBy(e.Name), ","))];

    public int CountMsb => _tile.CountMsb;

    public int CodeBits => _tile.CodeBits;

    public int IdleOffsetBits => 31 - CodeBits;

    public int Rows => _tile.Rows;

    public int RowNumberMsb => _service.RowNumberMsb;

    public int PhysicalColumns => design.PhysicalColumns;

    public int ServiceCodeBits => _layer.ServiceCodeBits;

    public int Words => _service.Words;

    public int TileMsb => _layer.TileMsb;

    public int RequantizerMsb => _layer.RequantizerMsb;

    public bool HasWriteIndex => WriteWindows.Count > 0;

    public int WriteIndexMsb => IndexBits(_map.Windows.Where(w => w.IsWritable)) - 1;

    public int IdleWriteIndexBits => 31 - WriteIndexMsb;

    public int ReadIndexMsb => IndexBits(_map.Windows.Where(w => w.IsReadable)) - 1;

    public int IdleReadIndexBits => 31 - ReadIndexMsb;

    public IReadOnlyList<WriteWindowView> WriteWindows => [.. _map.Windows.Where(w => w.IsWritable).Select(w => Window(w, 0))];

    /// <summary>The windows behind the parameter port.</summary>
    public IReadOnlyList<WriteWindowView> ParameterWindows =>
    [
        .. from window in _map.Windows
           let first = ParameterWrites.BaseOf(window.Name)
           where first is not null
           select Window(window, first.Value),
    ];

    public string RowCodeMask => _map.FindWindow("ROW_CODES") is { } window ? MaskOf(window) : "";

    public bool HasParameterPort => ParameterWindows.Count > 0;

    /// <summary>Calibration writes offsets itself.</summary>
    public bool CalibratorWrites => HasOffsets;

    public string ParameterWrite =>
        string.Join(" | ", [.. ParameterWindows.Select(w => $"{w.Port}_write"), .. CalibratorWrites ? ["offset_write"] : Array.Empty<string>()]);

    private static string RaisedBy(string name) => name switch
    {
        "saturation" => "overflow",
        "reset" => "reset_event",
        "unprogrammed" => "vector_taken & unprogrammed & !soft_reset",
        "program_failure" => "command_done & program_failed & service_programs_q",
        "calibration_failure" => "command_done & calibration_failed & service_calibrates_q",
        _ => name,
    };

    private static WriteWindowView Window(Window window, uint first) => new(window.Name.ToLowerInvariant(), $"{first:x8}", MaskOf(window));

    private static string MaskOf(Window window) => $"{(window.Span / RegisterMap.WordBytes) - 1:x8}";

    private static int IndexBits(IEnumerable<Window> windows) => windows.Select(w => Verilog.IndexBits((int)(w.Span / RegisterMap.WordBytes))).DefaultIfEmpty(1).Max();
}
