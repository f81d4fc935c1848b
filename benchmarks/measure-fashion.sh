#!/usr/bin/env bash
# Scores a sampler of Fashion-MNIST: the figures and the sheet of samples of its model card, and how
# long FID and KID take.
#   benchmarks/measure-fashion.sh SAMPLER-BUNDLE CLASSIFIER.onnx DATA-FOLDER RESULT-FOLDER [COUNT [FEATURES [FEATURE-STORE]]]
# CLASSIFIER.onnx is the network that examples/bundles/fashion-mnist-cnn describes; it had no part in
# the training. COUNT images of each class (default: 1000); at most FEATURES of its 3,200 features, by
# a keyed projection (default: 512; 0 for all). FEATURE-STORE keeps features for the next time.
set -euo pipefail
[ $# -ge 4 ] && [ $# -le 7 ] || { echo "Given are $# words, must be 4 to 7; call it with SAMPLER-BUNDLE CLASSIFIER.onnx DATA-FOLDER RESULT-FOLDER [COUNT [FEATURES [FEATURE-STORE]]]" >&2; exit 2; }
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
mkdir -p "$4"
sampler=$(cd "$1" && pwd) data=$(cd "$3" && pwd) results=$(cd "$4" && pwd)
classifier=$(mktemp -d)
trap 'rm -rf "$classifier"' EXIT
cp "$root/examples/bundles/fashion-mnist-cnn/model.yaml" "$classifier"
cp "$2" "$classifier/fashion-mnist-cnn.onnx"
"$root/benchmarks/submit.sh" modelcard.MeasureGenerator "$sampler" "$classifier" "$data" "$results" "${5:-1000}" "${6:-512}" "${@:7}"
