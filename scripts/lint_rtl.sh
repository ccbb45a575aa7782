#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Every module of rtl/ elaborates alone, without a warning, under Verilator, Icarus Verilog and Yosys.
# A folder as argument lints that one instead: a design whose modules lie in it.
set -euo pipefail
cd "$(dirname "$0")/.."

folder=${1:-rtl}
log=$(mktemp)
trap 'rm -f "$log"' EXIT
failures=0

check() { # NAME COMMAND...: must succeed and print nothing
  local name=$1
  shift
  if ! "$@" >"$log" 2>&1 || [ -s "$log" ]; then
    echo "lint: $name: $1" >&2
    sed 's/^/    /' "$log" >&2
    failures=$((failures + 1))
  fi
}

count=0
while IFS= read -r file; do
  module=$(basename "$file" .v)
  dir=$(dirname "$file")
  search=(-y "$folder")
  sources=("$folder"/*.v)
  [ "$dir" = "$folder" ] || { search+=(-y "$dir"); sources+=("$dir"/*.v); }
  check "$file" verilator --lint-only -Wall -fno-const-bit-op-tree "${search[@]}" --top-module "$module" "$file"
  check "$file" iverilog -g2005 -Wall -t null "${search[@]}" -s "$module" "$file"
  # What runs only in a simulator has no place in a synthesizer.
  case $dir in
    */sim | sim) ;;
    *) check "$file" yosys -Q -q -e '.' -p "read_verilog ${sources[*]}; hierarchy -check -top $module; proc; check -assert" ;;
  esac
  count=$((count + 1))
done < <(find "$folder" -name '*.v' | LC_ALL=C sort)

if [ "$count" -eq 0 ]; then
  echo "lint: no Verilog in $folder" >&2
  exit 1
fi
echo "lint: $count modules, $failures complaints"
[ "$failures" -eq 0 ]
