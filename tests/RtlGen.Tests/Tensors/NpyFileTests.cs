// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;
using System.Text;
using NUnit.Framework;
using RtlGen.Diagnostics;
using RtlGen.Tensors;

namespace RtlGen.Tests.Tensors;

internal sealed class NpyFileTests
{
    private const string Plain = "{'descr': '<i2', 'fortran_order': False, 'shape': (3,), }";

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("npy").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase("|b1", new byte[] { 0, 1, 1 }, new long[] { 0, 1, 1 })]
    [TestCase("|i1", new byte[] { 0x80, 0xFF, 0x7F }, new long[] { -128, -1, 127 })]
    [TestCase("|u1", new byte[] { 0x80, 0xFF, 0x7F }, new long[] { 128, 255, 127 })]
    [TestCase("<i2", new byte[] { 0, 0x80, 0xFF, 0xFF, 1, 2 }, new long[] { -32768, -1, 513 })]
    [TestCase("<u2", new byte[] { 0, 0x80, 0xFF, 0xFF, 1, 2 }, new long[] { 32768, 65535, 513 })]
    [TestCase("<i4", new byte[] { 0, 0, 0, 0x80, 1, 2, 3, 4, 0xFF, 0xFF, 0xFF, 0xFF }, new long[] { int.MinValue, 0x04030201, -1 })]
    [TestCase("<u4", new byte[] { 0, 0, 0, 0x80, 1, 2, 3, 4, 0xFF, 0xFF, 0xFF, 0xFF }, new long[] { 1L << 31, 0x04030201, uint.MaxValue })]
    public void EveryIntegerTypeIsRead(string descr, byte[] data, long[] values)
    {
        NpyArray array = Read(Bytes(Plain.Replace("<i2", descr, StringComparison.Ordinal), data));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(array.Tensor.Data, Is.EqualTo(values));
            Assert.That(array.Tensor.Shape, Is.EqualTo(new[] { 3 }));
            Assert.That(array.IsFloat32, Is.False);
        }
    }

    [TestCase("<i8", long.MinValue)]
    [TestCase("<u8", long.MaxValue)]
    public void SixtyFourBitsAreRead(string descr, long value)
    {
        byte[] data = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(data, value);

        Assert.That(Read(Bytes(Header(descr, "(1,)"), data)).Tensor.Data, Is.EqualTo(new[] { value }));
    }

    [Test]
    public void Float32IsReadAsBitPatterns()
    {
        NpyArray array = Read(Bytes(Header("<f4", "(2,)"), [0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0]));

        Assert.That(array.IsFloat32, Is.True);
        Assert.That(array.Tensor.Data, Is.EqualTo(new long[] { 0x3F800000, 0xC0000000 }));
    }

    [TestCase("(2, 3)", new[] { 2, 3 })]
    [TestCase("(6L,)", new[] { 6 })]
    [TestCase("(1, 6, 1)", new[] { 1, 6, 1 })]
    public void ShapesAreRead(string shape, int[] expected)
    {
        Assert.That(Read(Bytes(Header("|i1", shape), new byte[6])).Tensor.Shape, Is.EqualTo(expected));
    }

    [Test]
    public void ZeroDimensionsAndEmptyAxesAreRead()
    {
        Assert.That(Read(Bytes(Header("|i1", "()"), [5])).Tensor.Data, Is.EqualTo(new long[] { 5 }));
        Assert.That(Read(Bytes(Header("|i1", "(0, 7)"), [])).Tensor.Shape, Is.EqualTo(new[] { 0, 7 }));
    }

    [TestCase(2)]
    [TestCase(3)]
    public void LaterVersionsAreRead(byte version)
    {
        Assert.That(Read(Bytes(Plain, [1, 0, 2, 0, 3, 0], version)).Tensor.Data, Is.EqualTo(new long[] { 1, 2, 3 }));
    }

    [Test]
    public void AnotherOrderAndSpellingOfTheHeaderIsRead()
    {
        const string Header = "{\"shape\":(3,),\"fortran_order\":False,\"descr\":\"<i2\"}\n";

        Assert.That(Read(Bytes(Header, [1, 0, 2, 0, 3, 0])).Tensor.Data, Is.EqualTo(new long[] { 1, 2, 3 }));
    }

    [TestCase("<f8", "float64")]
    [TestCase("<f2", "neither integers nor float32")]
    [TestCase("<c8", "neither integers nor float32")]
    [TestCase("|O", "neither integers nor float32")]
    [TestCase("<U12", "neither integers nor float32")]
    [TestCase("|i3", "neither integers nor float32")]
    [TestCase(">i4", "not little endian")]
    [TestCase(">f4", "not little endian")]
    public void OtherTypesAreRefused(string descr, string cause) => Refused(Bytes(Header(descr, "(1,)"), new byte[8]), cause);

    [TestCase("{'descr': '<i2', 'fortran_order': True, 'shape': (3,), }", "Fortran order")]
    [TestCase("{'descr': '<i2', 'fortran_order': False, 'shape': (-3,), }", "negative axis")]
    [TestCase("{'descr': '<i2', 'fortran_order': False, 'shape': (4,), }", "truncated")]
    [TestCase("{'descr': '<i2', 'fortran_order': False, 'shape': (2,), }", "2 bytes follow the data")]
    [TestCase("{'descr': '<i2', 'fortran_order': False, 'shape': (4294967296, 4294967296, 4294967296), }", "more than")]
    [TestCase("{'descr': '<i2', 'fortran_order': False, 'shape': (268435456,), }", "truncated")]
    [TestCase("{'descr': '<i2', 'fortran_order': False, 'shape': (0, 99999999999999999999), }", "more than")]
    [TestCase("{'descr': '<i2', 'fortran_order': False, 'shape': 3, }", "malformed")]
    [TestCase("{'descr': '<i2', 'fortran_order': False, 'shape': (3.5,), }", "malformed")]
    [TestCase("{'descr': '<i2', 'fortran_order': False, 'shape': (3 }", "malformed")]
    [TestCase("{'descr': '<i2', 'fortran_order': 0, 'shape': (3,), }", "malformed")]
    [TestCase("{'descr': [('a', '<i2')], 'fortran_order': False, 'shape': (3,), }", "malformed")]
    [TestCase("{'descr': '<i2', 'fortran_order': False, }", "it has no 'shape'")]
    [TestCase("{'descr': '<i2', 'descr': '<i2', 'fortran_order': False, 'shape': (3,), }", "there twice")]
    [TestCase("{'descr': '<i2', 'fortran_order': False, 'shape': (3,), 'more': 'x', }", "unknown")]
    [TestCase("{'descr': '<i2', 'fortran_order': False, 'shape': (3,), } x", "malformed")]
    [TestCase("{'descr': '<i2", "malformed")]
    [TestCase("", "malformed")]
    public void BadHeadersAreRefused(string header, string cause) => Refused(Bytes(header, [1, 0, 2, 0, 3, 0]), cause);

    [Test]
    public void EveryTruncationIsRefused()
    {
        byte[] whole = Bytes(Plain, [1, 0, 2, 0, 3, 0]);
        for (int length = 0; length < whole.Length; length++)
        {
            Refused(whole[..length], "no tensor that can be read");
        }
    }

    [Test]
    public void EveryCorruptedByteIsReadOrRefused()
    {
        byte[] whole = Bytes(Plain, [1, 0, 2, 0, 3, 0]);
        for (int at = 0; at < whole.Length; at++)
        {
            for (int value = 0; value < 256; value++)
            {
                byte[] corrupted = [.. whole];
                corrupted[at] = (byte)value;
                Assert.That(Code(corrupted), Is.Null.Or.EqualTo(DiagnosticCodes.TensorFile), $"byte {at} is {value}");
            }
        }
    }

    [Test]
    public void AHeaderThatLiesAboutItsLengthIsRefused()
    {
        byte[] bytes = Bytes(Plain, [], 2);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), uint.MaxValue);

        Refused(bytes, "ends within its header");
    }

    [TestCase(4, 0, "version 4.0")]
    [TestCase(1, 1, "version 1.1")]
    public void OtherVersionsAreRefused(byte major, byte minor, string cause)
    {
        byte[] bytes = Bytes(Plain, [1, 0, 2, 0, 3, 0]);
        (bytes[6], bytes[7]) = (major, minor);

        Refused(bytes, cause);
    }

    [Test]
    public void ValuesThatAreNoIntegersOfOursAreRefused()
    {
        Refused(Bytes(Header("<u8", "(1, 2)"), [.. new byte[8], .. Enumerable.Repeat((byte)0xFF, 8)]), "element [0, 1] is 18446744073709551615");
        Refused(Bytes(Header("|b1", "(2,)"), [1, 2]), "element [1] is 2, but a boolean is 0 or 1");
    }

    [Test]
    public void MissingFilesAndFoldersAreRefused()
    {
        string missing = Path.Combine(_folder, "none", "weights.npy");
        Diagnostic noFile = Assert.Throws<BadInputException>(() => NpyFile.Read(missing))!.Diagnostics.Single();
        Diagnostic aFolder = Assert.Throws<BadInputException>(() => NpyFile.Read(_folder))!.Diagnostics.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(noFile.Code, Is.EqualTo(DiagnosticCodes.TensorFile));
            Assert.That(noFile.ToString(), Does.Contain(missing).And.Contain("no such file").And.Contain("give the path"));
            Assert.That(aFolder.Message, Does.Contain("it is a folder"));
        }
    }

    [TestCase(new long[] { -128, 127 }, "|i1")]
    [TestCase(new long[] { 128, 0 }, "<i2")]
    [TestCase(new long[] { -129, 0 }, "<i2")]
    [TestCase(new long[] { 32768, 0 }, "<i4")]
    [TestCase(new long[] { -2147483648, 0 }, "<i4")]
    [TestCase(new long[] { 2147483648, 0 }, "<i8")]
    [TestCase(new long[] { long.MinValue, long.MaxValue }, "<i8")]
    public void TheSmallestTypeIsWrittenAndReadBack(long[] values, string descr)
    {
        string path = Path.Combine(_folder, "out.npy");
        NpyFile.Write(path, new Tensor([1, 2], values));

        NpyArray back = NpyFile.Read(path);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Encoding.ASCII.GetString(File.ReadAllBytes(path)), Does.Contain($"'{descr}'"));
            Assert.That(back.Tensor.Data, Is.EqualTo(values));
            Assert.That(back.Tensor.Shape, Is.EqualTo(new[] { 1, 2 }));
            Assert.That(Directory.GetFiles(_folder), Is.EqualTo(new[] { path }), "no temporary file stays");
        }
    }

    [Test]
    public void Float32IsWrittenAsItWasRead()
    {
        string path = Path.Combine(_folder, "multiplier.npy");
        byte[] bytes = Bytes(Header("<f4", "(2,)"), [0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0]);
        NpyFile.Write(path, Read(bytes));

        Assert.That(NpyFile.Read(path), Has.Property(nameof(NpyArray.IsFloat32)).True);
        Assert.That(NpyFile.Read(path).Tensor.Data, Is.EqualTo(Read(bytes).Tensor.Data));
    }

    [Test]
    public void TheBytesAreThoseOfNumPy()
    {
        // What numpy.save writes for numpy.array([1, 2, 3], 'i1').
        string path = Path.Combine(_folder, "three.npy");
        NpyFile.Write(path, new Tensor([3], [1, 2, 3]));

        byte[] expected =
        [
            0x93, .. "NUMPY"u8, 1, 0, 118, 0,
            .. Encoding.ASCII.GetBytes("{'descr': '|i1', 'fortran_order': False, 'shape': (3,), }".PadRight(117)), (byte)'\n',
            1, 2, 3,
        ];
        Assert.That(File.ReadAllBytes(path), Is.EqualTo(expected));
    }

    [TestCase("codes")]
    [TestCase("outputs")]
    [TestCase("cells")]
    public void FilesOfNumPyAreWrittenBackByteForByte(string name)
    {
        string folder = SharedData.Require("vectors/analog");
        string[] files = Directory.GetFiles(folder, name + ".npy", SearchOption.AllDirectories);
        Assert.That(files, Has.Length.GreaterThan(30));
        foreach (string file in files)
        {
            string copy = Path.Combine(_folder, "copy.npy");
            NpyFile.Write(copy, NpyFile.Read(file));
            Assert.That(File.ReadAllBytes(copy), Is.EqualTo(File.ReadAllBytes(file)), file);
        }
    }

    [Test]
    public void AFileThatCannotBeWrittenSaysSo()
    {
        string path = Path.Combine(_folder, "none", "out.npy");
        Diagnostic diagnostic = Assert.Throws<BadInputException>(() => NpyFile.Write(path, new Tensor(1)))!.Diagnostics.Single();

        Assert.That(diagnostic.Code, Is.EqualTo(DiagnosticCodes.FileAccess));
        Assert.That(diagnostic.ToString(), Does.Contain(path));
    }

    private static string Header(string descr, string shape) => $"{{'descr': '{descr}', 'fortran_order': False, 'shape': {shape}, }}";

    private static byte[] Bytes(string header, byte[] data, byte version = 1)
    {
        byte[] text = Encoding.ASCII.GetBytes(header);
        byte[] size = new byte[version == 1 ? 2 : 4];
        for (int i = 0; i < size.Length; i++)
        {
            size[i] = (byte)(text.Length >> (8 * i));
        }

        return [0x93, .. "NUMPY"u8, version, 0, .. size, .. text, .. data];
    }

    private static NpyArray Read(byte[] bytes) => NpyFile.Read(new MemoryStream(bytes), "some.npy");

    /// <summary>Null when the bytes are read.</summary>
    private static string? Code(byte[] bytes)
    {
        try
        {
            Read(bytes);
            return null;
        }
        catch (BadInputException e)
        {
            return e.Diagnostics.Single().Code;
        }
    }

    private static void Refused(byte[] bytes, string cause)
    {
        Diagnostic diagnostic = Assert.Throws<BadInputException>(() => Read(bytes))!.Diagnostics.Single();
        Assert.That(diagnostic.Code, Is.EqualTo(DiagnosticCodes.TensorFile));
        Assert.That(diagnostic.ToString(), Does.Contain("some.npy").And.Contain(cause));
        Assert.That(diagnostic.Remedy, Is.Not.Empty);
    }
}
