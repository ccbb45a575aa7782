// SPDX-License-Identifier: Apache-2.0
using System.Globalization;

namespace RtlGen.Tests.Bundles;

/// <summary>
/// Watches one pin inside of the behavioural macro: prints whenever fewer cycles than ever lie between a change of the pin
/// and the clock edge that needs it.
/// </summary>
/// <param name="Pin">Name in the output.</param>
/// <param name="Bits">Width of what is watched.</param>
/// <param name="Watched">What changes.</param>
/// <param name="Counts">The changes that count, of <c>was</c> and <c>now</c>.</param>
/// <param name="Needed">High in the cycle after (or, with <paramref name="Later"/> 1, before) the edge that needs it.</param>
/// <param name="OnRise">True: the first of such cycles only.</param>
/// <param name="Later">Edges from the beginning of that cycle to the one that needs it.</param>
internal sealed record PinMonitor(string Pin, int Bits, string Watched, string Counts, string Needed, bool OnRise, int Later)
{
    /// <summary>What a line of the simulation's output begins with.</summary>
    public const string Mark = "LEAST";

    /// <summary>Verilog that goes before the macro's <c>endmodule</c>.</summary>
    public string Verilog => string.Create(CultureInfo.InvariantCulture, $$"""

          reg [{{Bits}}-1:0] was_{{Pin}}, now_{{Pin}};
          reg     needed_{{Pin}};
          integer age_{{Pin}}, least_{{Pin}};
          initial least_{{Pin}} = 1000000;
          always @(posedge clk) begin
            now_{{Pin}} = {{Watched}};
            if (!rst_n) begin
              age_{{Pin}} = 500000;
              needed_{{Pin}} = 1'b1;
            end else begin
              if ({{Counts.Replace("was", $"was_{Pin}", StringComparison.Ordinal).Replace("now", $"now_{Pin}", StringComparison.Ordinal)}}) age_{{Pin}} = 0;
              else age_{{Pin}} = age_{{Pin}} + 1;
              if (({{Needed}}) && !({{(OnRise ? 1 : 0)}} && needed_{{Pin}}) && age_{{Pin}} + {{Later}} < least_{{Pin}}) begin
                least_{{Pin}} = age_{{Pin}} + {{Later}};
                $display("{{Mark}} {{Pin}} %0d", least_{{Pin}});
              end
              needed_{{Pin}} = {{Needed}};
            end
            was_{{Pin}} = now_{{Pin}};
          end

        """);

    /// <summary>The least number that an output says, by pin.</summary>
    public static IReadOnlyDictionary<string, int> Read(string output) => output.Split('\n')
        .Select(l => l.Split(' '))
        .Where(w => w is [Mark, _, _])
        .GroupBy(w => w[1], w => int.Parse(w[2], CultureInfo.InvariantCulture), StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.Min(), StringComparer.Ordinal);
}
