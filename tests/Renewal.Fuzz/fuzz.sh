#!/usr/bin/env bash
# Coverage-guided fuzzing of the readers, bounded: MINUTES (5) in all, what is found goes to FOLDER (artifacts/fuzz).
# Needs afl-fuzz (package afl++) and sharpfuzz (dotnet tool install --global SharpFuzz.CommandLine). See docs/guides/fuzz-the-readers.md.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
minutes=${1:-5} found=${2:-artifacts/fuzz}
for tool in afl-fuzz sharpfuzz; do
  command -v "$tool" >/dev/null || { echo "missing: $tool; see docs/guides/fuzz-the-readers.md" >&2; exit 2; }
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet build tests/Renewal.Fuzz -c Release -v q -clp:NoSummary -o "$work/program"
dotnet "$work/program/Renewal.Fuzz.dll" seeds "$work/all"
# A few of every kind are a better beginning than hundreds that differ little.
mkdir "$work/seeds"
find "$work/all" -type f -name '*sound*' -exec cp {} "$work/seeds/" \;
find "$work/all" -type f -size -6k | sort | awk 'NR % 23 == 0' | xargs -r cp -t "$work/seeds"
sharpfuzz "$work/program/Renewal.Features.dll"
sharpfuzz "$work/program/ExcelDataReader.dll"

mkdir -p "$found"
export AFL_SKIP_BIN_CHECK=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_SKIP_CPUFREQ=1 AFL_NO_AFFINITY=1 AFL_NO_UI=1
export AFL_FORKSRV_INIT_TMOUT=120000
afl-fuzz -i "$work/seeds" -o "$found" -t 20000 -m none -V $((minutes * 60)) dotnet "$work/program/Renewal.Fuzz.dll"
grep -E 'execs_done|execs_per_sec|corpus_count|edges_found|saved_crashes|saved_hangs' "$found/default/fuzzer_stats"
