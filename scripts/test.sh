#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Runs the tests of the built solution: without arguments all but the long ones (category Long); arguments go to
# `dotnet test` (for instance --filter ...).
# Says what was skipped and why. The last line is "N passed, N failed, N skipped", also left in build/test/summary.txt;
# the exit code is not 0 when a test failed, none ran, or the run itself broke.
set -euo pipefail
cd "$(dirname "$0")/.."

[ $# -gt 0 ] || set -- --filter 'TestCategory!=Long'

results=build/test
rm -rf "$results"
mkdir -p "$results"

status=0
dotnet test RtlGen.sln --no-build -m:2 --nologo --logger 'trx' --logger 'console;verbosity=minimal' \
  --results-directory "$results" "$@" || status=$?

shopt -s nullglob
reports=("$results"/*.trx)
if [ ${#reports[@]} -eq 0 ]; then
  echo "no test results were written" >&2
  counts="0 0 0"
  status=1
else
  # One result an element; its message stands in an element of its own below it.
  awk '
    BEGIN { RS = "<" }
    /^UnitTestResult / {
      outcome = $0; sub(/.* outcome="/, "", outcome); sub(/".*/, "", outcome)
      name = $0; sub(/.* testName="/, "", name); sub(/".*/, "", name)
      skipped = outcome == "NotExecuted"
    }
    skipped && /^Message>/ {
      reason = $0; sub(/^Message>/, "", reason); gsub(/[ \t\r\n]+/, " ", reason)
      gsub(/&quot;/, "\"", name); gsub(/&lt;/, "<", name); gsub(/&gt;/, ">", name); gsub(/&amp;/, "\\&", name)
      print "skipped: " name ": " reason
      skipped = 0
    }
  ' "${reports[@]}"
  counts=$(awk '
    BEGIN { RS = "<" }
    /^UnitTestResult / {
      if (/ outcome="Passed"/) passed++
      else if (/ outcome="NotExecuted"/) skipped++
      else failed++
    }
    END { print passed + 0, failed + 0, skipped + 0 }
  ' "${reports[@]}")
fi

read -r passed failed skipped <<<"$counts"
[ "$failed" -eq 0 ] || [ "$status" -ne 0 ] || status=1
if [ "$((passed + failed))" -eq 0 ]; then
  echo "no test ran" >&2
  status=1
fi

echo "$passed passed, $failed failed, $skipped skipped" | tee "$results/summary.txt"
exit "$status"
