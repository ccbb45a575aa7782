#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Proves what verification/formal states about modules of rtl/, for all inputs and all time: bounded model checking from
# reset, then induction, then that what is assumed can happen at all.
#   --break   instead, plants a bug in each module, several one after the other: every proof must fail
set -euo pipefail
cd "$(dirname "$0")/.."

for tool in yosys yosys-smtbmc z3; do
  if ! command -v "$tool" >/dev/null; then
    echo "formal: '$tool' was not found on PATH; install it with 'apt-get install yosys z3'" >&2
    exit 4
  fi
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0
count=0

# Writes $work/model.smt2 of a proof over the modules in FOLDER. Memories are small: as registers they are solved sooner.
translate() { # PROOF PARAMETERS FOLDER
  local proof=$1 folder=$3 set=() assignment
  for assignment in $2; do
    set+=(-chparam "${assignment%=*}" "${assignment#*=}")
  done
  yosys -Q -q -e '.' -p "read_verilog -formal verification/formal/$proof.v $folder/*.v; hierarchy -check -top $proof ${set[*]:-}; \
    prep -top $proof -nordff; memory_map; flatten; opt_clean; write_smt2 -wires $work/model.smt2"
}

solve() { # ARGUMENTS...: yosys-smtbmc on the model, its words to the log
  yosys-smtbmc -s z3 --unroll --presat "$@" "$work/model.smt2" >"$work/log" 2>&1
}

complain() { # TEXT
  echo "formal: $1" >&2
  tail -n 25 "$work/log" | sed 's/^/    /' >&2
  failures=$((failures + 1))
}

prove() { # PROOF DEPTH PARAMETERS
  local name="$1 $3"
  translate "$1" "$3" rtl
  solve -t "$2" || complain "$name: fails within $2 cycles of reset"
  solve -i -t "$2" || complain "$name: not proved by induction over $2 cycles"
  solve -c -t "$2" || complain "$name: the assumptions leave nothing to happen"
  count=$((count + 1))
}

prove_bounded() { # PROOF DEPTH PARAMETERS: from reset only, for as long as the shortest way to everything takes
  translate "$1" "$3" rtl
  solve -t "$2" || complain "$1 $3: fails within $2 cycles of reset"
  solve -c -t "$2" || complain "$1 $3: the assumptions leave nothing to happen"
  count=$((count + 1))
}

refute() { # PROOF DEPTH PARAMETERS MODULE RIGHT WRONG: the text RIGHT, where it first stands, becomes WRONG
  rm -rf "$work/rtl"
  cp -r rtl "$work/rtl"
  chmod -R u+w "$work/rtl"
  local file=$work/rtl/$4.v text found
  text=$(<"$file")
  found=${text/"$5"/"$6"}
  if [ "$found" = "$text" ]; then
    echo "formal: '$5' is not in $4.v" >&2
    exit 1
  fi
  printf '%s\n' "$found" >"$file"
  translate "$1" "$3" "$work/rtl"
  if solve -t "$2"; then
    complain "$1 $3: does not see '$6' in place of '$5' in $4.v"
  elif ! grep -q 'Assert failed' "$work/log"; then
    complain "$1 $3: broke down over '$6' in place of '$5' in $4.v"
  fi
  count=$((count + 1))
}

if [ "${1:-}" = --break ]; then
  refute adc_sar_formal 9 'BITS=3' rtlgen_adc_sar '{BITS{!comparator[a]}}' '{BITS{comparator[a]}}'
  refute adc_sar_formal 9 'BITS=3' rtlgen_adc_sar 'code_q <= decided' 'code_q <= trial_q'
  refute adc_sar_formal 9 'BITS=3' rtlgen_adc_sar '!converting | conversion_last' '!converting'
  refute adc_flash_formal 6 'BITS=5 ADCS=1' rtlgen_adc_flash '+:5] <= count;' '+:5] <= count & 5'"'"'d15;'
  refute adc_flash_formal 6 'BITS=3' rtlgen_count_ones '(pairs & 16'"'"'h3333)' '(pairs & 16'"'"'h1111)'
  refute adc_ramp_formal 18 'BITS=3' rtlgen_adc_ramp '(start | comparator[a])' '(start | !comparator[a])'
  refute adc_ramp_formal 18 'BITS=3' rtlgen_adc_ramp '(start | comparator[a])' 'comparator[a]'
  refute adc_ramp_formal 18 'BITS=3' rtlgen_adc_ramp 'else if (converting) ramp_q' 'else ramp_q'
  refute adc_sense_amplifier_formal 4 '' rtlgen_adc_sense_amplifier 'code_q <= comparator' 'code_q <= code_q | comparator'
  refute adc_external_formal 12 'CYCLES=4' rtlgen_adc_external '&(done | done_q)' '|(done | done_q)'
  refute adc_external_formal 12 'CYCLES=4' rtlgen_adc_external 'CYCLES - 1' 'CYCLES'
  refute adc_external_formal 12 'CYCLES=4' rtlgen_adc_external 'converting & !done_q[a]' 'converting'
  refute adc_external_formal 12 'CYCLES=4' rtlgen_adc_external '{ADCS{1'"'"'b0}} : done_q | done' 'done : done_q | done'
  refute adc_external_formal 12 'CYCLES=4' rtlgen_adc_external 'converting & ((all_done' '((all_done'
  refute adc_external_formal 12 'CYCLES=4' rtlgen_adc_external 'converting & first_q' 'converting'
  refute adc_external_formal 12 'CYCLES=4 FEWEST_CYCLES=2' rtlgen_adc_external '(FEWEST_CYCLES == 1 | !first_q)' "1'b1"
  refute axi4_lite_formal 8 '' rtlgen_axi4_lite 'else       awready_q <= leave' "else       awready_q <= 1'b1"
  refute axi4_lite_formal 8 '' rtlgen_axi4_lite 'else       awready_q <= leave' 'else       awready_q <= leave & !wready_q'
  refute axi4_lite_formal 8 '' rtlgen_axi4_lite 'if (stall) awready_q <= 1'"'"'b0;' 'if (stall) awready_q <= awready_q;'
  refute axi4_lite_formal 8 '' rtlgen_axi4_lite 'if (stall) wready_q <= 1'"'"'b0;' 'if (stall) wready_q <= offered;'
  refute axi4_lite_formal 8 '' rtlgen_axi4_lite 'if (stall) bvalid_q <= 1'"'"'b1;' 'if (stall) bvalid_q <= written;'
  refute axi4_lite_formal 8 '' rtlgen_axi4_lite 'written_q & !awready_q' 'written_q'
  refute axi4_lite_formal 8 '' rtlgen_axi4_lite 'written_q & !awready_q' "1'b0"
  refute axi4_lite_formal 8 '' rtlgen_axi4_lite 'awready_q ? s_axi_awvalid : held_q' 's_axi_awvalid | held_q'
  refute axi4_lite_formal 8 '' rtlgen_axi4_lite 'if (leave) head_q' 'head_q'
  refute axi4_lite_formal 8 '' rtlgen_axi4_lite 'second ? last_error_q : write_error' 'write_error'
  refute axi4_lite_formal 8 '' rtlgen_axi4_lite 'if (wready_q) last_error_q' 'last_error_q'
  refute axi4_lite_formal 8 '' rtlgen_axi4_lite 'if (advance) rdata_q' 'rdata_q'
  refute axi4_lite_formal 8 '' rtlgen_axi4_lite 'arready_q <= advance' "arready_q <= 1'b1"
  refute axi4_lite_formal 8 '' rtlgen_axi4_lite 'arready_q <= advance' 'arready_q <= advance & !rvalid_q & !s_axi_rready'
  refute axi4_lite_formal 8 '' rtlgen_axi4_lite 'arready_q <= advance' 'arready_q <= advance & !rvalid_q'
  refute axi4_lite_formal 8 '' rtlgen_axi4_lite 'rst_n & wready_q & s_axi_wvalid' 'wready_q & s_axi_wvalid'
  refute apb_formal 5 '' rtlgen_apb 's_apb_penable & s_apb_pwrite' 's_apb_pwrite'
  refute apb_formal 5 '' rtlgen_apb 'error_q | (write & write_error)' 'error_q'
  refute apb_formal 5 '' rtlgen_apb 'error_q <= read & read_error' 'error_q <= error_q | (read & read_error)'
  refute apb_formal 5 '' rtlgen_apb 'if (read) data_q' 'if (s_apb_penable) data_q'
  refute packet_input_formal 10 'BEATS=2' rtlgen_packet_check 'drop_q | is_final' 'drop_q'
  refute packet_input_formal 10 'BEATS=2' rtlgen_packet_check '(is_final | last) ?' 'is_final ?'
  refute packet_input_formal 10 'BEATS=1' rtlgen_packet_check 'counts & is_final & last' 'accept & is_final & last'
  refute packet_input_formal 10 'BEATS=2' rtlgen_packet_input '!full_q | take' "1'b1"
  refute packet_input_formal 10 'BEATS=2' rtlgen_packet_check 'counts & (is_final' 'accept & (is_final'
  refute programmed_rows_formal 16 '' rtlgen_programmed_rows 'cleared_q & ends & whole' 'cleared_q & whole'
  refute programmed_rows_formal 16 '' rtlgen_programmed_rows '!cleared_q | start | ends' '!cleared_q | ends'
  refute programmed_rows_formal 16 '' rtlgen_programmed_rows 'done & run_rst_n' 'done'
  refute programmed_rows_formal 16 '' rtlgen_programmed_rows '!word_only | was_q' '!word_only'
  refute programmed_rows_formal 16 '' rtlgen_programmed_rows '(place != place_q)' "1'b0"
  refute programmed_rows_formal 16 '' rtlgen_programmed_rows '!rst_n | !run_rst_n' '!rst_n'
  refute programmed_rows_formal 16 '' rtlgen_programmed_rows 'if (started_q & was_q)' "if (1'b0)"
  refute programmed_rows_formal 16 '' rtlgen_programmed_rows 'LAST_PLACE[PLACE_BITS-1:0]' "{PLACE_BITS{1'b0}}"
  refute skid_buffer_formal 6 '' rtlgen_skid_buffer 'if (!full_q) data_q' 'data_q'
  refute skid_buffer_formal 6 '' rtlgen_skid_buffer 'out_valid & !out_ready' 'in_valid & !out_ready'
  refute skid_buffer_formal 6 '' rtlgen_skid_buffer 'full_q ? data_q : in_data' 'in_data'
  echo "formal: $count planted bugs, $failures not found"
else
  prove adc_sar_formal 9 'BITS=3 ADCS=2'
  prove adc_sar_formal 5 'BITS=1 ADCS=1'
  prove adc_flash_formal 6 'BITS=3 ADCS=2'
  prove adc_flash_formal 6 'BITS=5 ADCS=1'
  prove adc_ramp_formal 18 'BITS=3 ADCS=2'
  prove adc_sense_amplifier_formal 4 'ADCS=3'
  prove adc_external_formal 12 'BITS=2 ADCS=2 CYCLES=4'
  prove adc_external_formal 8 'BITS=1 ADCS=2 CYCLES=1'
  prove adc_external_formal 12 'BITS=1 ADCS=2 CYCLES=3 FEWEST_CYCLES=2'
  prove axi4_lite_formal 10 ''
  prove apb_formal 5 ''
  prove packet_input_formal 16 'BEATS=2'
  prove packet_input_formal 18 'BEATS=3'
  prove packet_input_formal 12 'BEATS=1'
  prove_bounded programmed_rows_formal 20 'DEPTH=3 ROWS=2'
  prove skid_buffer_formal 6 ''
  echo "formal: $count proofs, $failures not proved"
fi
[ "$failures" -eq 0 ]
