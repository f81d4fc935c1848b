#!/usr/bin/env bash
# Scores standard normal vectors beside others of the same distribution, as the example of prdc does, which
# prints precision 0.4772, recall 0.4705, density 1.0555 and coverage 0.9735.
#   benchmarks/measure-gaussians.sh [COUNT [WIDTH [NEIGHBORS [SEED]]]]
# COUNT vectors of each set (default: 10000) of WIDTH numbers (default: 1000), NEIGHBORS (default: 5).
set -euo pipefail
[ $# -le 4 ] || { echo "Given are $# words, must be at most 4; call it with [COUNT [WIDTH [NEIGHBORS [SEED]]]]" >&2; exit 2; }
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
exec "$root/benchmarks/submit.sh" distribution.MeasureGaussians "${1:-10000}" "${2:-1000}" "${3:-5}" "${4:-0}"
