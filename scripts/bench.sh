#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# How fast RtlGen is here: co-simulation of the examples, from configuration to verdict, with a model that has to be
# compiled and with a cached one. The reports are left in build/bench.
set -euo pipefail
cd "$(dirname "$0")/.."

rtlgen=generator/RtlGen.Cli/bin/Debug/net10.0/rtlgen
vectors=1000
out=build/bench
rm -rf "$out"
mkdir -p "$out"
RTLGEN_CACHE=$(mktemp -d)
export RTLGEN_CACHE
trap 'rm -rf "$RTLGEN_CACHE"' EXIT

value() { # FILE KEY: the first number under that key of a report
  sed -nE "s/^ *\"$2\": ([0-9.]+),?\$/\\1/p" "$1" | head -n 1
}

printf '%-14s %10s %14s %12s %12s\n' design interval 'cycles/s' 'first [s]' 'cached [s]'
for configuration in examples/*/*/config.yaml; do
  name=$(sed -nE 's/^name: *([A-Za-z0-9_]+).*/\1/p' "$configuration")
  "$rtlgen" cosim "$configuration" --random "$vectors" --seed 1 --json >"$out/$name.first.json" 2>/dev/null
  "$rtlgen" cosim "$configuration" --random "$vectors" --seed 1 --json >"$out/$name.cached.json" 2>/dev/null
  printf '%-14s %10s %14s %12s %12s\n' "$name" "$(value "$out/$name.cached.json" interval_max)" \
    "$(value "$out/$name.cached.json" cycles_per_second)" \
    "$(value "$out/$name.first.json" total)" "$(value "$out/$name.cached.json" total)"
done
echo "$vectors random vectors a design, three passes each, on $(nproc) processors; reports in $out"
