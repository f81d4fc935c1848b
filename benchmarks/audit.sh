#!/usr/bin/env bash
# Makes real images dark (0.1 to 0.25 times as bright), blurred (by a Gaussian of 1.5 to 2.5 pixels) or
# mislabeled, and says how many of these SourceAudit flags, and how many that it flags are such. Figures
# (NAME.json), a sheet of all checks (NAME-checks.png) and one of each (NAME-CHECK.png) are in RESULT-FOLDER, to be looked at. Near-duplicates are
# not looked for: benchmarks/duplicates.sh measures them.
#   benchmarks/audit.sh DATA-FOLDER RESULT-FOLDER NAME [BUNDLE [COUNT [FAULTS]]]
# DATA-FOLDER holds a folder of images for each class, or IDX files. Labels are checked by the features
# of the classifier in the folder BUNDLE, or the logarithms of its probabilities if it gives no features;
# by pixels if BUNDLE is - (default). COUNT images (default: 6000; 0 for all), FAULTS of each kind (default: 200).
set -euo pipefail
[ $# -ge 3 ] && [ $# -le 6 ] || { echo "Given are $# words, must be 3 to 6; call it with DATA-FOLDER RESULT-FOLDER NAME [BUNDLE [COUNT [FAULTS]]]" >&2; exit 2; }
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
mkdir -p "$2"
data=$(cd "$1" && pwd) results=$(cd "$2" && pwd)
bundle=()
[ "${4:--}" = - ] || bundle=("$(cd "$4" && pwd)")
exec "$root/benchmarks/submit.sh" audit.AuditSources "$data" "${5:-6000}" "${6:-200}" "$results" "$3" "${bundle[@]}"
