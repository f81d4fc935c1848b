#!/usr/bin/env bash
# Fills the long tail of the quick start with and without gates of the shipped generator: how many samples
# are of their class before and after, what the gates refuse and what it costs. A sheet shows what they refuse.
#   benchmarks/measure-gates.sh CLASSIFIER.onnx DATA-FOLDER RESULT-FOLDER
# CLASSIFIER.onnx is the network that examples/bundles/fashion-mnist-cnn describes, which the gates ask;
# DATA-FOLDER holds Fashion-MNIST, whose training images train another judge.
set -euo pipefail
[ $# -eq 3 ] || { echo "Given are $# words, must be 3; call it with CLASSIFIER.onnx DATA-FOLDER RESULT-FOLDER" >&2; exit 2; }
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
mkdir -p "$3"
data=$(cd "$2" && pwd) results=$(cd "$3" && pwd)
classifier=$(mktemp -d)
trap 'rm -rf "$classifier"' EXIT
cp "$root/examples/bundles/fashion-mnist-cnn/model.yaml" "$classifier"
cp "$1" "$classifier/fashion-mnist-cnn.onnx"
"$root/benchmarks/submit.sh" modelcard.MeasureGates "$root/examples/data/fashion-longtail" \
  "$root/examples/models/fashion-clothes" "$classifier" "$data" "$results"
