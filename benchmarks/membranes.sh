#!/usr/bin/env bash
# Expands a folder of images and masks twenty times through Spark, elastic and affine, measures that
# the masks still lie on their images, and lays pairs out in benchmarks/target/membranes.png.
#   benchmarks/membranes.sh [FOLDER]
# The folder (default: ../shared/data/membranes, ISBI 2012) holds image/ and label/ with the same names.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
folder=$(cd "${1:-$root/../shared/data/membranes}" && pwd)
exec "$root/benchmarks/submit.sh" gallery.Membranes "$folder" "$root/benchmarks/target/membranes.png"
