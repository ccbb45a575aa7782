// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Numerics;
using System.Text;

namespace RtlGen.Tensors;

/// <summary>The dictionary of a .npy header as it is written, not yet judged.</summary>
internal sealed record NpyHeader(string Descr, bool FortranOrder, IReadOnlyList<BigInteger> Shape)
{
    /// <summary>Digits that NumPy leaves room for, so that the first axis can grow without moving the data.</summary>
    private const int GrowthDigits = 21;

    private const int Alignment = 64;

    /// <summary>Magic, version and header length of a version 1.0 file.</summary>
    private const int PreambleBytes = 10;

    /// <summary>The bytes before the data of a version 1.0 file in C order, as NumPy itself writes them.</summary>
    public static byte[] Version1(string descr, IReadOnlyList<int> shape)
    {
        string axes = shape.Count == 1 ? $"({shape[0]},)" : $"({string.Join(", ", shape)})";
        string text = $"{{'descr': '{descr}', 'fortran_order': False, 'shape': {axes}, }}";
        int growth = shape.Count == 0 ? 0 : GrowthDigits - shape[0].ToString(CultureInfo.InvariantCulture).Length;
        int unpadded = PreambleBytes + text.Length + growth + 1;
        text += new string(' ', growth + Alignment - (unpadded % Alignment)) + "\n";
        return [.. NpyFile.Magic, 1, 0, (byte)text.Length, (byte)(text.Length >> 8), .. Encoding.ASCII.GetBytes(text)];
    }

    /// <summary>Parses the literal; a <see cref="FormatException"/> says what is malformed.</summary>
    public static NpyHeader Parse(string text)
    {
        Scanner scanner = new(text);
        string? descr = null;
        bool? fortranOrder = null;
        IReadOnlyList<BigInteger>? shape = null;
        scanner.Expect('{');
        while (!scanner.TryTake('}'))
        {
            string key = scanner.String();
            scanner.Expect(':');
            switch (key)
            {
                case "descr" when descr is null:
                    descr = scanner.String();
                    break;
                case "fortran_order" when fortranOrder is null:
                    fortranOrder = scanner.Boolean();
                    break;
                case "shape" when shape is null:
                    shape = scanner.Tuple();
                    break;
                default:
                    throw new FormatException($"its key '{key}' is unknown or there twice");
            }

            if (!scanner.TryTake(','))
            {
                scanner.Expect('}');
                break;
            }
        }

        scanner.ExpectEnd();
        return new NpyHeader(
            descr ?? throw new FormatException("it has no 'descr'"),
            fortranOrder ?? throw new FormatException("it has no 'fortran_order'"),
            shape ?? throw new FormatException("it has no 'shape'"));
    }

    /// <summary>Reads the few forms of Python literal that a header consists of.</summary>
    private sealed class Scanner(string text)
    {
        private int _at;

        public bool TryTake(char wanted)
        {
            SkipSpace();
            if (_at == text.Length || text[_at] != wanted)
            {
                return false;
            }

            _at++;
            return true;
        }

        public void Expect(char wanted)
        {
            if (!TryTake(wanted))
            {
                throw new FormatException($"'{wanted}' is missing at character {_at}");
            }
        }

        public void ExpectEnd()
        {
            SkipSpace();
            if (_at != text.Length)
            {
                throw new FormatException($"something follows at character {_at}");
            }
        }

        public string String()
        {
            SkipSpace();
            char quote = _at < text.Length ? text[_at] : ' ';
            int end = quote is '\'' or '"' ? text.IndexOf(quote, _at + 1) : -1;
            if (end < 0)
            {
                throw new FormatException($"a quoted text is missing at character {_at}");
            }

            string value = text[(_at + 1)..end];
            _at = end + 1;
            return value;
        }

        public bool Boolean() => Word() switch
        {
            "True" => true,
            "False" => false,
            _ => throw new FormatException($"True or False is missing before character {_at}"),
        };

        public List<BigInteger> Tuple()
        {
            List<BigInteger> items = [];
            Expect('(');
            while (!TryTake(')'))
            {
                string word = Word().TrimEnd('L');
                if (!BigInteger.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger item))
                {
                    throw new FormatException($"an integer is missing before character {_at}");
                }

                items.Add(item);
                if (!TryTake(','))
                {
                    Expect(')');
                    break;
                }
            }

            return items;
        }

        private string Word()
        {
            SkipSpace();
            int start = _at;
            while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] is '-' or '+'))
            {
                _at++;
            }

            return text[start.._at];
        }

        private void SkipSpace()
        {
            while (_at < text.Length && (text[_at] is ' ' or '\n' or '\t'))
            {
                _at++;
            }
        }
    }
}
