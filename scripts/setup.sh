#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Checks for everything that building and testing needs, and installs what is missing where that is allowed.
#   test, slurm, synth    as arguments: what the tests, those on a cluster, or synthesis for a target, need on top
#   RTLGEN_NO_INSTALL=1   only check
# Exit code 4: something is missing.
set -euo pipefail

if ! command -v dotnet >/dev/null || ! dotnet --list-sdks | grep -q '^10\.'; then
  echo "The .NET SDK 10 is needed and was not found; it is the one thing that 'make setup' does not install." >&2
  echo "See https://dotnet.microsoft.com/download/dotnet/10.0, then run this again." >&2
  exit 4
fi

missing=()
need() { # PACKAGE COMMAND...: the package is missing unless the command succeeds
  local package=$1
  shift
  "$@" >/dev/null 2>&1 || missing+=("$package")
}

# What 'rtlgen synth' runs beside yosys: placement on an iCE40, timing with a standard-cell library, and a library.
need_synthesis() {
  need nextpnr-ice40      command -v nextpnr-ice40
  need fpga-icestorm      command -v icepack
  need opensta            command -v sta
  need qflow-tech-osu018  test -e /usr/share/qflow/tech/osu018/osu018_stdcells.lib
}

need make      command -v make
need g++       command -v g++
need verilator command -v verilator
need iverilog  command -v iverilog
need yosys     command -v yosys
# The proofs of verification/formal.
need z3        command -v z3
# Verilator's compressed traces need the header.
need zlib1g-dev test -e /usr/include/zlib.h

for purpose in "$@"; do
  case $purpose in
    # A test looks at the page of a regression's report; others synthesise small designs.
    test)
      need chromium command -v chromium
      need_synthesis
      ;;
    synth) need_synthesis ;;
    slurm)
      need slurmctld    command -v slurmctld
      need slurmd       command -v slurmd
      need slurm-client command -v sbatch
      need munge        command -v munged
      ;;
    *) echo "setup.sh: '$purpose' is none of test, slurm, synth" >&2; exit 2 ;;
  esac
done

[ ${#missing[@]} -eq 0 ] && exit 0

install="apt-get install -y --no-install-recommends ${missing[*]}"
if [ "${RTLGEN_NO_INSTALL:-0}" = 1 ] || [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
  echo "Missing: ${missing[*]}. On Debian or Ubuntu install them with" >&2
  echo "    sudo apt-get update && sudo $install" >&2
  exit 4
fi

echo "Installing ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
$install
