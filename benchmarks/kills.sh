#!/usr/bin/env bash
# Kills the processes of a job of 100,000 images while it runs on a small cluster, and compares all that it writes with an undisturbed
# run. Keeps the figures in benchmarks/size and writes docs/size.md of all that are there. Several minutes and 10 GB of disk below TMPDIR.
#   benchmarks/kills.sh executors|drivers [SOURCES]     sources of which four copies each are made; 20,000
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
exec "$root/benchmarks/size-program.sh" Kills "${IMAGES:-$root/../shared/data}" "${1:-executors}" "${2:-20000}" parquet image-folder
