// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Xml.Linq;
using NUnit.Framework;
using RtlGen.Bundles;
using RtlGen.Registers;
using RtlGen.Tests.CommandLine;

namespace RtlGen.Tests.Bundles;

/// <summary>The IP-XACT component says what the Verilog and the register map say, in the order that IEEE 1685-2014 prescribes.</summary>
public sealed class IpXactTests : IDisposable
{
    private static readonly XNamespace IpXact = "http://www.accellera.org/XMLSchema/IPXACT/1685-2014";

    /// <summary>Children of an element in the order of the schema, those that are used.</summary>
    private static readonly Dictionary<string, string[]> Order = new(StringComparer.Ordinal)
    {
        ["component"] = ["vendor", "library", "name", "version", "busInterfaces", "memoryMaps", "model", "fileSets", "description"],
        ["busInterface"] = ["name", "description", "busType", "abstractionTypes", "master", "slave"],
        ["abstractionType"] = ["abstractionRef", "portMaps"],
        ["portMap"] = ["logicalPort", "physicalPort"],
        ["memoryMap"] = ["name", "addressBlock", "addressUnitBits"],
        ["addressBlock"] = ["name", "description", "baseAddress", "range", "width", "usage", "access", "register"],
        ["register"] = ["name", "description", "dim", "addressOffset", "size", "volatile", "access", "field"],
        ["field"] = ["name", "description", "bitOffset", "resets", "bitWidth", "access", "modifiedWriteValue"],
        ["model"] = ["views", "instantiations", "ports"],
        ["view"] = ["name", "envIdentifier", "componentInstantiationRef"],
        ["componentInstantiation"] = ["name", "language", "moduleName", "fileSetRef"],
        ["port"] = ["name", "description", "wire"],
        ["wire"] = ["direction", "vectors"],
        ["vector"] = ["left", "right"],
        ["fileSet"] = ["name", "file"],
        ["file"] = ["name", "fileType"],
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestCase("axi4_lite", "s_axi")]
    [TestCase("apb", "s_apb")]
    [TestCase("port", null)]
    public void TheComponentIsTheDesign(string control, string? bus)
    {
        BundleContent content = BundleSamples.Of(BundleSamples.Bias + $"interface: {{control: {control}}}\n");
        string bundle = _folder[control];
        BundleWriter.Write(content, bundle);
        XElement component = XDocument.Load(Path.Combine(bundle, "ipxact/sample_layer.xml")).Root!;
        Assert.That(Disorder(component), Is.Empty);

        IReadOnlyList<string> ports = TopPorts.Of(File.ReadAllText(Path.Combine(bundle, "rtl/sample_layer.v")));
        Assert.That(component.Descendants(IpXact + "port").Select(PortOf), Is.EqualTo(ports));
        Assert.That(component.Descendants(IpXact + "busInterface").Select(b => Text(b, "name")), Is.EqualTo(bus is null ? ["s", "m"] : new[] { "s", "m", bus }));
        HashSet<string> names = [.. ports.Select(p => p.Split(' ')[1].Split('[')[0])];
        string[] mapped = [.. component.Descendants(IpXact + "physicalPort").Select(p => Text(p, "name"))];
        Assert.That(mapped.Where(p => !names.Contains(p)), Is.Empty);
        Assert.That(names.Where(n => n.StartsWith("s_", StringComparison.Ordinal) || n.StartsWith("m_", StringComparison.Ordinal)).Where(n => !mapped.Contains(n, StringComparer.Ordinal)), Is.Empty, "pins of no bus");
        foreach (XElement file in component.Descendants(IpXact + "file"))
        {
            Assert.That(Path.Combine(bundle, "ipxact", Text(file, "name")), Does.Exist);
        }

        if (bus is null)
        {
            Assert.That(component.Descendants(IpXact + "memoryMap"), Is.Empty);
        }
        else
        {
            CompareRegisters(component, RegisterMap.Of(content.Design));
        }
    }

    [Test]
    public void ElementsOutOfOrderAreNoticed()
    {
        XElement component = new(IpXact + "component", new XElement(IpXact + "library", "l"), new XElement(IpXact + "vendor", "v"));
        Assert.That(Disorder(component), Is.EqualTo(new[] { "component: vendor after library" }));
        component.Add(new XElement(IpXact + "colour"));
        Assert.That(Disorder(component), Does.Contain("component: colour"));
    }

    private static void CompareRegisters(XElement component, RegisterMap map)
    {
        XElement[] blocks = [.. component.Descendants(IpXact + "addressBlock")];
        Dictionary<string, (long Offset, long Bytes)> described = blocks[1..].Select(b => (Name: Text(b, "name"), Offset: Number(b, "baseAddress"), Bytes: Number(b, "range")))
            .Concat(blocks[0].Elements(IpXact + "register").Where(r => r.Element(IpXact + "dim") is not null)
                .Select(r => (Name: Text(r, "name"), Offset: Number(r, "addressOffset"), Bytes: 4 * Number(r, "dim"))))
            .ToDictionary(w => w.Name, w => (w.Offset, w.Bytes), StringComparer.Ordinal);
        Assert.That(described, Is.EquivalentTo(map.Windows.ToDictionary(w => w.Name, w => (w.Offset, 4L * w.Words), StringComparer.Ordinal)));

        XElement[] registers = [.. blocks[0].Elements(IpXact + "register").Where(r => r.Element(IpXact + "dim") is null)];
        Assert.That(registers.Select(r => (Text(r, "name"), Number(r, "addressOffset"))), Is.EqualTo(map.Registers.Select(r => (r.Name, r.Offset))));
        foreach ((XElement element, Register register) in registers.Zip(map.Registers))
        {
            Assert.That(
                element.Elements(IpXact + "field").Select(f => (Text(f, "name"), Number(f, "bitOffset"), Number(f, "bitWidth"))),
                Is.EqualTo(register.Fields.Select(f => (f.Name, (long)f.Low, (long)f.Bits))), register.Name);
            long reset = element.Elements(IpXact + "field").Where(f => f.Element(IpXact + "resets") is not null)
                .Sum(f => Number(f.Element(IpXact + "resets")!.Element(IpXact + "reset")!, "value") << (int)Number(f, "bitOffset"));
            Assert.That(reset, Is.EqualTo((long)register.Reset), register.Name);
            Assert.That(Text(element, "access"), Is.EqualTo(
                !register.IsWritable ? "read-only" : !register.IsReadable ? "write-only" : "read-write"), register.Name);
        }

        long end = Number(blocks[0], "range");
        foreach (XElement block in blocks[1..])
        {
            Assert.That(Number(block, "baseAddress"), Is.GreaterThanOrEqualTo(end), "blocks lie on each other");
            end = Number(block, "baseAddress") + Number(block, "range");
        }
    }

    private static List<string> Disorder(XElement root)
    {
        List<string> faults = [];
        foreach (XElement element in root.DescendantsAndSelf().Where(e => Order.ContainsKey(e.Name.LocalName)))
        {
            string[] order = Order[element.Name.LocalName];
            int last = 0;
            foreach (string child in element.Elements().Select(c => c.Name.LocalName))
            {
                int place = Array.IndexOf(order, child);
                if (place < last)
                {
                    faults.Add($"{element.Name.LocalName}: {child}" + (place < 0 ? "" : $" after {order[last]}"));
                }

                last = Math.Max(last, place);
            }
        }

        return faults;
    }

    private static string PortOf(XElement port)
    {
        XElement wire = port.Element(IpXact + "wire")!;
        XElement? vector = wire.Element(IpXact + "vectors")?.Element(IpXact + "vector");
        return MacroViews.Pin(
            Text(wire, "direction") switch { "in" => "input", "out" => "output", var other => other },
            Text(port, "name"),
            vector is null ? 1 : (int)(Number(vector, "left") - Number(vector, "right")) + 1);
    }

    private static string Text(XElement element, string child) => element.Element(IpXact + child)!.Value;

    /// <summary>Decimal, or hexadecimal as SystemVerilog writes it.</summary>
    private static long Number(XElement element, string child) => Text(element, child) is var text && text.StartsWith("'h", StringComparison.Ordinal)
        ? long.Parse(text[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture)
        : long.Parse(text, CultureInfo.InvariantCulture);
}
