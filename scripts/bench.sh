#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# How fast RtlGen is here, as ratios within one run (see benchmarks/). The report is also left in build/bench.
set -euo pipefail
cd "$(dirname "$0")/.."

mkdir -p build/bench
dotnet build RtlGen.sln -c Release -m:2 -nologo -v:quiet
benchmarks/RtlGen.Benchmarks/bin/Release/net10.0/RtlGen.Benchmarks \
  "${1:-examples/tile_128x128/config.yaml}" "$PWD/generator/RtlGen.Cli/bin/Release/net10.0/rtlgen" | tee build/bench/report.txt
