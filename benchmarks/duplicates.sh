#!/usr/bin/env bash
# Plants copies of real images among them (JPEG of quality 30 to 95, resized by 0.8 to 1.2, cropped by a
# twentieth), and says how many are found as near-duplicates, and how many pairs that are found are such
# copies. The pairs that are no copies are on a sheet in RESULT-FOLDER, and some copies of each kind on another
# (NAME-copies.png), to be looked at.
#   benchmarks/duplicates.sh DATA-FOLDER RESULT-FOLDER [COUNT [COPIES]]
# DATA-FOLDER holds a folder of images for each class, or IDX files. COUNT images (default: 6000; 0 for
# all), and COPIES of each kind (default: 200).
set -euo pipefail
[ $# -ge 2 ] && [ $# -le 4 ] || { echo "Given are $# words, must be 2 to 4; call it with DATA-FOLDER RESULT-FOLDER [COUNT [COPIES]]" >&2; exit 2; }
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
mkdir -p "$2"
data=$(cd "$1" && pwd) results=$(cd "$2" && pwd)
exec "$root/benchmarks/submit.sh" duplicates.FindDuplicates "$data" "${3:-6000}" "${4:-200}" "$results"
