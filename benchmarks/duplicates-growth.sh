#!/usr/bin/env bash
# Says how the time to find near-duplicates grows with the number of images.
#   benchmarks/duplicates-growth.sh DATA-FOLDER RESULT-FOLDER [SIZE...]
# DATA-FOLDER holds a folder of square images for each class, of which mirrored, transposed, inverted and
# shifted ones are made where there are fewer. SIZE: numbers of images (default: 5000 10000 20000 100000).
set -euo pipefail
[ $# -ge 2 ] || { echo "Given are $# words, must be at least 2; call it with DATA-FOLDER RESULT-FOLDER [SIZE...]" >&2; exit 2; }
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
mkdir -p "$2"
data=$(cd "$1" && pwd) results=$(cd "$2" && pwd)
shift 2
[ $# -gt 0 ] || set -- 5000 10000 20000 100000
exec "$root/benchmarks/submit.sh" duplicates.DuplicateGrowth "$data" "$results" "$@"
