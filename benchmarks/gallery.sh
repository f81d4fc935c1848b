#!/usr/bin/env bash
# Runs published networks through their stages on real images, and lays out what they made in
# benchmarks/target/gallery: a sheet for each task and a page of all, to be looked at.
#   benchmarks/gallery.sh [FOLDER_OF_SHARED] [--long] [EXHIBIT...]
# The folder (default: ../shared) holds models/ and data/. --long adds a thousand steps of diffusion.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
shared=$root/../shared
if [[ $# -gt 0 && -d $1 ]]; then
  shared=$(cd "$1" && pwd)
  shift
fi
exec "$root/benchmarks/submit.sh" gallery.Gallery "$root/examples/bundles" "$shared" "$root/benchmarks/target/gallery" "$@"
