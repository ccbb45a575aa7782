#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Generates designs of every kind that the hardware supports and lints each as a whole, from its top down.
# Arguments: configurations; without any, those of tests/lint and of the examples.
set -euo pipefail
cd "$(dirname "$0")/.."

rtlgen=generator/RtlGen.Cli/bin/Debug/net10.0/rtlgen
shopt -s nullglob
configurations=("$@")
[ ${#configurations[@]} -gt 0 ] || configurations=(tests/lint/*.yaml examples/*/config.yaml examples/*/*/config.yaml examples/*/*/*/config.yaml)

out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
failures=0

# A black box has pins and nothing behind them.
cat >"$out/blackbox.vlt" <<'END'
`verilator_config
lint_off -rule UNUSEDSIGNAL -file "*/macro/*"
lint_off -rule UNUSEDPARAM -file "*/macro/*"
lint_off -rule UNDRIVEN -file "*/macro/*"
END

check() { # NAME COMMAND...: must succeed and print nothing
  local name=$1
  shift
  if ! "$@" >"$out/log" 2>&1 || [ -s "$out/log" ]; then
    echo "lint: $name: $1" >&2
    sed 's/^/    /' "$out/log" >&2
    failures=$((failures + 1))
  fi
}

for configuration in "${configurations[@]}"; do
  name=$(sed -nE 's/^name: *([A-Za-z0-9_]+).*/\1/p' "$configuration")
  design=$out/$name
  # With the digital twin of its macro, unless there is none of this design.
  twin=()
  if "$rtlgen" generate "$configuration" -o "$design" --twin >"$out/log" 2>&1; then
    twin=("$design"/macro/"$name"_twin*.v)
  elif ! grep -q RTG033 "$out/log" || ! "$rtlgen" generate "$configuration" -o "$design" >"$out/log" 2>&1; then
    cat "$out/log" >&2
    exit 1
  fi
  rtl=("$design"/rtl/*.v)
  sim=("$design"/sim/*.v)
  macro=$design/macro/${name}_macro.v
  check "$configuration" verilator --lint-only -Wall -fno-const-bit-op-tree --top-module "$name" "$out/blackbox.vlt" "${rtl[@]}" "$macro"
  check "$configuration" iverilog -g2005 -Wall -t null -s "$name" "${rtl[@]}" "$macro"
  check "$configuration" yosys -Q -q -e '.' -p "read_verilog ${rtl[*]} $macro; hierarchy -check -top $name; proc; check -assert"
  if [ ${#twin[@]} -gt 0 ]; then
    check "$configuration (twin)" verilator --lint-only -Wall -fno-const-bit-op-tree --top-module "${name}_macro" "${twin[@]}"
    check "$configuration (twin)" iverilog -g2005 -Wall -t null -s "$name" "${rtl[@]}" "${twin[@]}"
    check "$configuration (twin)" yosys -Q -q -e '.' -p "read_verilog ${twin[*]}; hierarchy -check -top ${name}_macro; proc; check -assert"
  fi
  # With the behavioural macro and the taps, as it is simulated.
  check "$configuration (simulation)" verilator --lint-only -Wall -fno-const-bit-op-tree --top-module "${name}_sim" "${rtl[@]}" "${sim[@]}"
  check "$configuration (simulation)" iverilog -g2005 -Wall -t null -s "${name}_sim" "${rtl[@]}" "${sim[@]}"
done

echo "lint: ${#configurations[@]} designs, $failures complaints"
[ "$failures" -eq 0 ]
