#!/usr/bin/env bash
# Measures a sampler of Fashion-MNIST: the figures and the sheet of samples of its model card.
#   benchmarks/measure-fashion.sh SAMPLER-BUNDLE CLASSIFIER.onnx DATA-FOLDER RESULT-FOLDER
# CLASSIFIER.onnx takes "input" [n, 1, 28, 28] in 0..1 and gives "output", log-probabilities of the
# ten classes, and "19", features [n, 3200]; it had no part in the training.
set -euo pipefail
[ $# -eq 4 ] || { echo "Given are $# words, must be 4; call it with SAMPLER-BUNDLE CLASSIFIER.onnx DATA-FOLDER RESULT-FOLDER" >&2; exit 2; }
root=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$4"
sampler=$(cd "$1" && pwd) data=$(cd "$3" && pwd) results=$(cd "$4" && pwd)
judge=$(mktemp -d)
trap 'rm -rf "$judge"' EXIT
cp "$2" "$judge/classifier.onnx"
cat > "$judge/model.yaml" <<YAML
name: fashion-judge
version: "1"
task: classify
engine: onnx
labels: [t-shirt, trouser, pullover, dress, coat, sandal, shirt, sneaker, bag, ankle-boot]
batch: 128
files:
  - {path: classifier.onnx, sha256: $(sha256sum < "$2" | cut -c1-64)}
inputs:
  - {name: input, meaning: image, type: float32, shape: [-1, 1, 28, 28], layout: NCHW, channels: gray, range: [0, 1]}
outputs:
  - {name: output, meaning: scores, type: float32, shape: [-1, 10], form: log-probabilities}
  - {name: "19", meaning: features, type: float32, shape: [-1, 3200]}
YAML
"$root/examples/build.sh"
java -Xmx2g -Dlog4j2.level=INFO \
  -cp "$(echo "$root"/benchmarks/target/benchmarks-*[0-9T].jar):$(echo "$root"/spark-connector/target/spark-connector-*-assembly.jar):$root/spark-connector/target/spark/jars/*" \
  dev.variegate.benchmarks.modelcard.MeasureGenerator "$sampler" "$judge" "$data" "$results"
