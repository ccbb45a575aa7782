#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Runs every shared vector through the RTL on Verilator, and compares codes, outputs
# and overflow flags with the recorded ones. The vectors lie in RTLGEN_SHARED, or in a folder `shared` above this one.
# Last line: "N agree, N differ".
set -euo pipefail
cd "$(dirname "$0")/.."

shared=${RTLGEN_SHARED:-}
folder=$PWD
while [ -z "$shared" ] && [ "$folder" != / ]; do
  [ -d "$folder/shared/vectors" ] && shared=$folder/shared
  folder=$(dirname "$folder")
done
if [ ! -d "$shared/vectors" ]; then
  echo "There are no shared vectors: set RTLGEN_SHARED to the folder that holds 'vectors'." >&2
  exit 3
fi

export RTLGEN=$PWD/generator/RtlGen.Cli/bin/Debug/net10.0/rtlgen
export OUT=$PWD/build/vectors
rm -rf "$OUT"
mkdir -p "$OUT"

one() { # FOLDER: one vector, its verdict to a file of its own
  local vector=$1 name arguments=() tensor status=0
  name=$(basename "$(dirname "$vector")")_$(basename "$vector")
  for tensor in weights inputs bias multiplier shift thresholds table cells adc_thresholds; do
    [ -f "$vector/$tensor.npy" ] && arguments+=("--${tensor//_/-}" "$vector/$tensor.npy")
  done
  [ -f "$vector/noise_seed" ] && arguments+=(--noise-seed "$(cat "$vector/noise_seed")")
  "$RTLGEN" simulate "$vector/config.yaml" "${arguments[@]}" --engine verilator --outputs "$OUT/$name.outputs.npy" \
    --codes "$OUT/$name.codes.npy" --overflow "$OUT/$name.overflow.npy" >"$OUT/$name.log" 2>&1 || status=$?
  if [ "$status" -ne 0 ]; then
    echo "differs: $name: rtlgen ended with $status: $(tail -n 1 "$OUT/$name.log")" | tee "$OUT/$name.verdict"
  else
    for tensor in outputs codes overflow; do
      if ! cmp -s "$OUT/$name.$tensor.npy" "$vector/$tensor.npy"; then
        echo "differs: $name: $tensor" | tee "$OUT/$name.verdict"
        return
      fi
    done
    echo agrees >"$OUT/$name.verdict"
  fi
}
export -f one

find "$shared/vectors" -mindepth 2 -maxdepth 2 -type d | LC_ALL=C sort | xargs -P 2 -I{} bash -c 'set -euo pipefail; one {}'

agree=$(cat "$OUT"/*.verdict | grep -c '^agrees' || true)
differ=$(cat "$OUT"/*.verdict | grep -c '^differs' || true)
echo "$agree agree, $differ differ"
[ "$differ" -eq 0 ] && [ "$agree" -gt 0 ]
