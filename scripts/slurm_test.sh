#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Runs campaigns on a Slurm cluster of two nodes that is started on this machine, as root.
# Exit code 4: something is missing.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ "$(id -u)" -ne 0 ]; then
  echo "the cluster of the test is started as root" >&2
  exit 4
fi

RTLGEN_REQUIRE_SLURM=1 exec scripts/test.sh --filter 'FullyQualifiedName~SlurmTests'
