#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Runs campaigns on a Slurm cluster of two nodes that is started on this machine; installs Slurm where that is allowed.
#   RTLGEN_NO_INSTALL=1   only check
# Exit code 4: something is missing.
set -euo pipefail
cd "$(dirname "$0")/.."

missing=()
for pair in slurmctld:slurmctld slurmd:slurmd sbatch:slurm-client munged:munge; do
  command -v "${pair%%:*}" >/dev/null || missing+=("${pair##*:}")
done

if [ ${#missing[@]} -gt 0 ]; then
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
fi

if [ "$(id -u)" -ne 0 ]; then
  echo "the cluster of the test is started as root" >&2
  exit 4
fi

RTLGEN_REQUIRE_SLURM=1 exec scripts/test.sh --filter 'FullyQualifiedName~SlurmTests'
