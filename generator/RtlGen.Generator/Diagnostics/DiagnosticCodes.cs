// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Diagnostics;

/// <summary>The stable codes of all diagnostics. A code is never given a second meaning.</summary>
public static class DiagnosticCodes
{
    /// <summary>The text is not one YAML document of plain mappings, lists and scalars.</summary>
    public const string Syntax = "RTG001";

    /// <summary>A key that the contract does not know.</summary>
    public const string UnknownKey = "RTG002";

    /// <summary>The same key twice in one mapping.</summary>
    public const string DuplicateKey = "RTG003";

    /// <summary>A value of the wrong type.</summary>
    public const string WrongType = "RTG004";

    /// <summary>A value outside of what is allowed.</summary>
    public const string OutOfRange = "RTG005";

    /// <summary>A required key is missing.</summary>
    public const string MissingKey = "RTG006";

    /// <summary>A key whose condition ("only when") does not hold.</summary>
    public const string KeyNotApplicable = "RTG007";

    /// <summary>A name that is no identifier in one of the target languages, or reserved there.</summary>
    public const string BadName = "RTG008";

    /// <summary>An <c>extends</c> that names no preset.</summary>
    public const string UnknownPreset = "RTG009";

    /// <summary>Values that are allowed alone but not together.</summary>
    public const string Conflict = "RTG010";

    /// <summary>The crossbar has no room for a lane or an output.</summary>
    public const string NoRoom = "RTG030";

    /// <summary>The ADC cannot return what its range promises.</summary>
    public const string AdcRange = "RTG031";

    /// <summary>A value does not fit the width that the configuration gives it.</summary>
    public const string WidthTooSmall = "RTG032";

    /// <summary>A design of which there is no digital twin, or none behind a host bridge.</summary>
    public const string NoTwin = "RTG033";

    /// <summary>A tensor file that cannot be read.</summary>
    public const string TensorFile = "RTG040";

    /// <summary>A tensor of the wrong shape or type.</summary>
    public const string TensorShape = "RTG041";

    /// <summary>A tensor's element outside of what is allowed.</summary>
    public const string TensorValue = "RTG042";

    /// <summary>A tensor that the configuration needs was not given, or one was given that it has no use for.</summary>
    public const string TensorUse = "RTG043";

    /// <summary>A file or folder that cannot be read or written.</summary>
    public const string FileAccess = "RTG050";

    /// <summary>A comment that takes lines out of code coverage and gives no reason, or is no such comment.</summary>
    public const string CoverageComment = "RTG080";
}
