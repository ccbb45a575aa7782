#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Fetches the libraries of pages from their packages, unchanged: the charts of the report's page into
# verification/report/vendor, the timing diagrams of data sheets into templates/docs/vendor.
# They are in the repository, so that building needs neither npm nor a network; this script is how they came there.
#   scripts/report_libraries.sh            fetch these versions and compare with the recorded hashes
#   scripts/report_libraries.sh --record   after a version was changed here: record the new hashes
set -euo pipefail
cd "$(dirname "$0")/.."

# Of D3 only the licence: its modules are inside Vega's file.
packages=(vega@6.4.0 vega-lite@6.4.3 d3@7.9.0)
vendor=verification/report/vendor
diagrams=templates/docs/vendor
sums=$PWD/scripts/report_libraries.sha256

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for package in "${packages[@]}"; do
  name=${package%@*}
  archive=$(cd "$work" && npm pack --silent "$package")
  mkdir "$work/$name"
  tar -xzf "$work/$archive" -C "$work/$name"
  if [ "$name" != d3 ]; then
    cp "$work/$name/package/build/$name.min.js" "$vendor/$name.min.js"
  fi
  cp "$work/$name/package/LICENSE" "$vendor/LICENSE.$name"
done

# Data sheets use the file for pages and the skin that is its default.
mkdir "$work/wavedrom"
tar -xzf "$work/$(cd "$work" && npm pack --silent wavedrom@3.7.0)" -C "$work/wavedrom"
cp "$work/wavedrom/package/wavedrom.min.js" "$diagrams/wavedrom.min.js"
cp "$work/wavedrom/package/skins/default.js" "$diagrams/wavedrom_skin.js"
cp "$work/wavedrom/package/LICENSE" "$diagrams/LICENSE.wavedrom"

if [ "${1:-}" = --record ]; then
  sha256sum -- "$vendor"/* "$diagrams"/* > "$sums"
else
  sha256sum --check "$sums"
fi
