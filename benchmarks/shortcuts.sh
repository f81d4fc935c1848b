#!/usr/bin/env bash
# Fills three classes of Fashion-MNIST with a method for each class, and with the same mix of methods, and
# says what ShortcutCheck finds in both: figures and a sheet of the images are in RESULT-FOLDER.
#   benchmarks/shortcuts.sh DATA-FOLDER RESULT-FOLDER
set -euo pipefail
[ $# -eq 2 ] || { echo "Given are $# words, must be 2; call it with DATA-FOLDER RESULT-FOLDER" >&2; exit 2; }
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
mkdir -p "$2"
data=$(cd "$1" && pwd) results=$(cd "$2" && pwd)
exec "$root/benchmarks/submit.sh" audit.PlantShortcut "$data" "$root/examples/models/fashion-clothes" "$results"
