#!/usr/bin/env bash
# Runs jobs of many images, classes and folders on a small cluster, and looks at the memory of driver and executors every tenth.
# Keeps the figures of each case in benchmarks/size and writes docs/size.md of all that are there.
#   benchmarks/size.sh CASE...     small, photographs, classes, folders, one, plan or growth; page for what was measured before
# The largest, small and photographs, take about a quarter of an hour each and 20 GB of disk below TMPDIR.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
exec "$root/benchmarks/size-program.sh" SizeBenchmark "${IMAGES:-$root/../shared/data}" "$@"
