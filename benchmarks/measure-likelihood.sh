#!/usr/bin/env bash
# Gates of a likelihood: how likely a network of clothes finds clothes that it has not seen, and digits, and
# which samples of the shipped generator such gates refuse.
#   benchmarks/measure-likelihood.sh LIKELIHOOD-BUNDLE FASHION-MNIST-FOLDER MNIST-FOLDER RESULT-FOLDER
# LIKELIHOOD-BUNDLE is the folder likelihood beside the bundle of a flow, see benchmarks/train.sh.
set -euo pipefail
[ $# -eq 4 ] || { echo "Given are $# words, must be 4; call it with LIKELIHOOD-BUNDLE FASHION-MNIST-FOLDER MNIST-FOLDER RESULT-FOLDER" >&2; exit 2; }
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
mkdir -p "$4"
likelihood=$(cd "$1" && pwd) clothes=$(cd "$2" && pwd) digits=$(cd "$3" && pwd) results=$(cd "$4" && pwd)
exec "$root/benchmarks/submit.sh" modelcard.MeasureLikelihood "$root/examples/data/fashion-longtail" \
  "$root/examples/models/fashion-clothes" "$likelihood" "$clothes" "$digits" "$results"
