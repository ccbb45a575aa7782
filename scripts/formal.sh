#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Proves what verification/formal/proofs.txt lists about modules of rtl/, and plants the bugs that it lists: every proof must fail on them.
#   NAME ...        only these proofs and their bugs
#   --proofs        proofs only
#   --break         bugs only
#   --sample SEED   a part that takes seconds: a quarter of the proofs and a tenth of the bugs that are not marked long, drawn by SEED
# How a line of the table is proved:
#   induction D     from reset D cycles far, then by induction over D cycles: for all inputs and all time
#   any_state D     from any state whatever D cycles far: for all inputs and all time, of a module that has forgotten by then
#   bounded D       from reset D cycles far and no further
# and in each of them what the proof covers is reached, so that its assumptions leave something to happen: within D cycles, or within C
# where the table has D/C.
set -euo pipefail
cd "$(dirname "$0")/.."

for tool in yosys yosys-smtbmc z3; do
  if ! command -v "$tool" >/dev/null; then
    echo "formal: '$tool' was not found on PATH; install it with 'apt-get install yosys z3'" >&2
    exit 4
  fi
done

proofs=1 bugs=1 seed='' names=()
while [ $# -gt 0 ]; do
  case $1 in
    --proofs) bugs=0 ;;
    --break) proofs=0 ;;
    --sample) seed=${2:?formal: --sample wants a seed}; shift ;;
    -*) echo "formal: unknown option '$1'" >&2; exit 2 ;;
    *) names+=("$1") ;;
  esac
  shift
done

work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$work"' EXIT

# ---- One proof or bug, in a folder of its own: $here.

# Writes $here/model.smt2 of a proof. Modules are read from rtl/, but for the one that lies in $here. Memories are small: as
# registers they are solved sooner. Wires (* hierconn *) of a proof are the wires of the module that they name;
# without optional they have to be there.
translate() { # PROOF PARAMETERS
  local proof=$1_formal set=() files=() assignment file
  for assignment in $2; do
    set+=(-chparam "${assignment%=*}" "${assignment#*=}")
  done
  for file in rtl/*.v; do
    if [ -e "$here/${file#rtl/}" ]; then files+=("$here/${file#rtl/}"); else files+=("$file"); fi
  done
  yosys -Q -q -e '.' -p "read_verilog -formal -defer -Iverification/formal verification/formal/$proof.v ${files[*]}; hierarchy -check -top $proof ${set[*]:-}; proc; \
    memory -nordff -nomap; memory_map; flatten; select -assert-none a:hierconn a:optional %d; \
    opt -keepdc -nodffe -nosdff; write_smt2 -wires $here/model.smt2" >"$here/log" 2>&1
}

solve() { # ARGUMENTS...: yosys-smtbmc on the model, its words to the log
  yosys-smtbmc -s z3 --noprogress --unroll --presat "$@" "$here/model.smt2" >"$here/log" 2>&1
}

prove() { # PROOF KIND DEPTH PARAMETERS: what is wrong, or nothing
  translate "$1" "$4" || { echo 'yosys does not read it'; return; }
  local depth=${3%/*} reach=${3#*/}
  solve -t "$depth" || { echo "fails within $depth cycles"; return; }
  if [ "$2" = induction ]; then
    solve -i -t "$depth" || { echo "not proved by induction over $depth cycles"; return; }
  fi
  solve -c -t "$reach" || echo 'the assumptions leave nothing to happen'
}

refute() { # PROOF DEPTH PARAMETERS MODULE RIGHT WRONG: the text RIGHT, where it first stands, becomes WRONG; what is wrong, or nothing
  local text found
  text=$(<"rtl/$4.v")
  found=${text/"$5"/"$6"}
  [ "$found" != "$text" ] || { echo "there is no such text in $4.v"; return; }
  printf '%s\n' "$found" >"$here/$4.v"
  translate "$1" "$3" || { echo 'yosys does not read it'; return; }
  if solve -t "$2"; then
    echo 'not seen'
  else
    grep -q 'Assert failed' "$here/log" || echo 'broke down'
  fi
}

# Results go to files: whether it is in order, and the line to print.
run() { # KIND PROOF DEPTH PARAMETERS (MODULE RIGHT WRONG | PROPERTIES)
  local kind=$1 before=$EPOCHREALTIME complaint told took
  mkdir "$here"
  : >"$here/log"
  if [ "$kind" = bug ]; then
    complaint=$(refute "$2" "$3" "$4" "$5" "$6" "$7")
    told="$2: '$7' in place of '$6' in $5.v"
  else
    complaint=$(prove "$2" "$kind" "$3" "$4")
    told="$2${4:+ $4}: $5; $kind $3"
  fi
  took=$(((${EPOCHREALTIME/./} - ${before/./}) / 100000))
  if [ -z "$complaint" ]; then
    # Bugs that are seen are many: they are only counted.
    [ "$kind" = bug ] || printf '%s, %d.%d s\n' "$told" $((took / 10)) $((took % 10)) >"$here/said"
  else
    { echo "formal: $told: $complaint"; tail -n 25 "$here/log" | sed 's/^/    /'; } >"$here/wrong"
  fi
  rm -f "$here"/*.v "$here/model.smt2"
  touch "$here/done"
}

# ---- The table.

wanted() { # PROOF
  local name
  [ ${#names[@]} -eq 0 ] && return
  for name in "${names[@]}"; do [ "$name" = "$1" ] && return; done
  return 1
}

# Takes the word long from the end of $set.
shorten() {
  long=0
  [ "${set%long}" = "$set" ] || { long=1; set=${set%long}; set=${set% }; }
}

drawn() { # TEXT ONE_IN: whether it is run: without a seed always, with one as the seed says, the same everywhere, and nothing that takes long
  [ -z "$seed" ] && return
  local number
  number=$(printf '%s %s' "$seed" "$1" | cksum)
  [ $long = 0 ] && [ $((${number%% *} % $2)) -eq 0 ]
}

# Jobs as arrays, field by field.
kinds=() of=() depths=() parameters=() a=() b=() c=()
add() { kinds+=("$1"); of+=("$2"); depths+=("$3"); parameters+=("$4"); a+=("$5"); b+=("${6:-}"); c+=("${7:-}"); }

number=0
while IFS= read -r line || [ -n "$line" ]; do
  number=$((number + 1))
  read -r word rest <<<"$line" || true
  case $word in
    '' | '#'* | without) ;;
    proof) name=${rest%%:*} properties=${rest#*: } ;;
    induction | any_state | bounded)
      read -r depth set <<<"$rest"
      shorten
      if [ $proofs = 1 ] && wanted "$name" && drawn "$name $depth $set" 4; then
        add "$word" "$name" "$depth" "$set" "$properties"
      fi
      ;;
    bugs)
      read -r bug_depth set <<<"$rest"
      shorten
      bug_set=$set
      ;;
    bug)
      if [ $bugs = 1 ] && wanted "$name" && drawn "$line" 10; then
        change=${rest#*: }
        add bug "$name" "$bug_depth" "$bug_set" "${rest%%:*}" "${change%% => *}" "${change#* => }"
      fi
      ;;
    *) echo "formal: verification/formal/proofs.txt:$number: '$word' is no word of the table" >&2; exit 2 ;;
  esac
done <verification/formal/proofs.txt

for name in "${names[@]}"; do
  grep -q "^proof $name:" verification/formal/proofs.txt || { echo "formal: there is no proof '$name'" >&2; exit 2; }
done

# ---- All of them, as many at a time as there are processors, told in the order of the table.

told=0 proved=0 inductive=0 bounded=0 unproved=0 planted=0 missed=0
tell() {
  local here
  while [ "$told" -lt ${#kinds[@]} ] && [ -e "$work/$told/done" ]; do
    here=$work/$told
    if [ "${kinds[told]}" = bug ]; then planted=$((planted + 1)); else proved=$((proved + 1)); fi
    if [ "${kinds[told]}" = bounded ]; then bounded=$((bounded + 1)); fi
    if [ -e "$here/said" ]; then cat "$here/said"; fi
    if [ -e "$here/wrong" ]; then
      cat "$here/wrong" >&2
      if [ "${kinds[told]}" = bug ]; then missed=$((missed + 1)); else unproved=$((unproved + 1)); fi
    fi
    told=$((told + 1))
  done
}

processors=${FORMAL_JOBS:-$(nproc)}
for ((i = 0; i < ${#kinds[@]}; i++)); do
  while [ "$(jobs -rp | wc -l)" -ge "$processors" ]; do wait -n || true; done
  tell
  here=$work/$i run "${kinds[i]}" "${of[i]}" "${depths[i]}" "${parameters[i]}" "${a[i]}" "${b[i]}" "${c[i]}" &
done
wait
tell

echo "formal: $proved proofs ($((proved - bounded)) for all time, $bounded bounded), $unproved not proved; $planted planted bugs, $missed not found; $SECONDS s"
[ "$unproved" -eq 0 ] && [ "$missed" -eq 0 ] && [ "$told" -eq ${#kinds[@]} ]
