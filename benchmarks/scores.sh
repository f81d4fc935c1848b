#!/usr/bin/env bash
# Samples clothes with the shipped generator, and scores them beside Fashion-MNIST's test split, by a
# published classifier's features: times of FID and KID, and the table of all scores.
#   benchmarks/scores.sh [COUNT [FEATURES [FOLDER_OF_SHARED]]]
# COUNT images of each class (default: 1000); FEATURES at most, by a keyed projection (default: 512; 0
# for all 3,200). The folder (default: ../shared) holds models/ and data/.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
shared=$(cd "${3:-$root/../shared}" && pwd)
classifier=$(mktemp -d)
trap 'rm -rf "$classifier"' EXIT
cp "$root/examples/bundles/fashion-mnist-cnn/model.yaml" "$shared/models/classifier/fashion-mnist-cnn.onnx" "$classifier"
"$root/benchmarks/submit.sh" measure.ScoreSamples "$root/examples/models/fashion-clothes" "$classifier" \
  "$shared/data/fashion-mnist" "${1:-1000}" "${2:-512}"
