#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Writes the tables of docs/ppa.md.
#   RTLGEN_LIBERTY   other standard-cell libraries than that of qflow-tech-osu018, separated by spaces; designs take the first
set -euo pipefail
cd "$(dirname "$0")/.."

rtlgen=generator/RtlGen.Cli/bin/Debug/net10.0/rtlgen
read -ra libraries <<<"${RTLGEN_LIBERTY:-/usr/share/qflow/tech/osu018/osu018_stdcells.lib}"
each=()
for library in "${libraries[@]}"; do each+=(--liberty "$library"); done

$rtlgen synth --target ice40 --target ecp5 --target xc7 --liberty "${libraries[0]}" --timeout 7200 --table docs/ppa.md#designs \
  benchmarks/synthesis/presets/*.yaml examples/digits_*/fc*/config.yaml examples/tile_128x128/config.yaml
$rtlgen synth --blocks --target ice40 "${each[@]}" --timeout 7200 --table docs/ppa.md#blocks examples/tile_128x128/config.yaml
