#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What four registers behind the AXI4-Lite front cost on an iCE40, as Yosys counts; fails above the most that is allowed.
#   RTLGEN_MOST_LUTS, RTLGEN_MOST_FLIPFLOPS   other limits
set -euo pipefail
cd "$(dirname "$0")/.."

# A half-rate front without skid buffers, with the same registers, has 95 LUTs and 163 flip-flops. Taking a write and a read
# every cycle needs places for two addresses of writes, a waiting read's address, and a second response more.
most_luts=${RTLGEN_MOST_LUTS:-95}
most_flipflops=${RTLGEN_MOST_FLIPFLOPS:-174}

if ! command -v yosys >/dev/null; then
  echo "register_cost: 'yosys' was not found on PATH; install it with 'apt-get install yosys'" >&2
  exit 4
fi

counts=$(yosys -Q -q -p "read_verilog rtl/rtlgen_axi4_lite.v benchmarks/register_file/four_registers.v; \
  synth_ice40 -top four_registers; tee -q -o /dev/stdout stat" |
  awk '/^ *SB_LUT4 / { luts += $2 } /^ *SB_DFF/ { flipflops += $2 } END { print luts + 0, flipflops + 0 }')
read -r luts flipflops <<<"$counts"
echo "register_cost: $luts LUT of $most_luts, $flipflops FF of $most_flipflops"
[ "$luts" -gt 0 ] && [ "$luts" -le "$most_luts" ] && [ "$flipflops" -le "$most_flipflops" ]
