// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;

namespace RtlGen.Reporting;

/// <summary>The figures of <see cref="AccuracyText"/> for programs, a member of what <c>simulate --json</c> prints.</summary>
public static class AccuracyJson
{
    /// <summary>Writes the member <c>report</c>.</summary>
    public static void Write(Utf8JsonWriter json, AccuracyReport report) => json.Object("report", () =>
    {
        json.Object("y", () => Error(json, report.Y));
        json.Object("y_without_bias", () => Error(json, report.WithoutBias));
        if (report.Q is not null)
        {
            json.Object("q", () => Error(json, report.Q));
        }

        json.Objects("worst_outputs", report.Worst, output =>
        {
            json.WriteNumber("output", output.Output);
            json.WriteNumber("column_tile", output.ColumnTile);
            json.WritePropertyName("lanes");
            json.WriteRawValue($"[{string.Join(", ", output.Lanes)}]");
            json.WriteNumber("max_abs_error", output.Error.MaxAbsolute);
            json.WriteNumber("mean_error", output.Error.Mean);
            json.WriteNumber("rms_error", output.Error.RootMeanSquare);
        });
        json.Object("codes", () =>
        {
            json.WriteNumber("conversions", report.Codes.Conversions);
            json.WriteNumber("clipped_low", report.Codes.ClippedLow);
            json.WriteNumber("clipped_high", report.Codes.ClippedHigh);
            json.WriteNumber("clipped_share", report.Codes.ClippedShare);
            json.WriteNumber("code_min", report.Codes.CodeMin);
            json.WritePropertyName("counts");
            json.WriteRawValue($"[{string.Join(", ", report.Codes.Counts)}]");
        });
    });

    private static void Error(Utf8JsonWriter json, ErrorStatistics error)
    {
        json.WriteNumber("values", error.Count);
        json.WriteNumber("differing", error.Differing);
        // JSON has no infinity: null where there is no error, or where all is 0.
        if (double.IsFinite(error.SignalToNoise))
        {
            json.WriteNumber("snr_db", error.SignalToNoise);
        }
        else
        {
            json.WriteNull("snr_db");
        }

        json.WriteNumber("max_abs_error", error.MaxAbsolute);
        json.WriteNumber("mean_abs_error", error.MeanAbsolute);
        json.WriteNumber("mean_error", error.Mean);
        json.WriteNumber("rms_error", error.RootMeanSquare);
    }
}
