#!/usr/bin/env bash
# Makes whole bundles in target/bundles of the descriptions in examples/bundles and of weights that lie
# anywhere below a folder, under any names.
#   benchmarks/bundles.sh FOLDER_OF_WEIGHTS
set -euo pipefail
[ $# -eq 1 ] || { echo "Given are $# words, must be 1; call it with FOLDER_OF_WEIGHTS" >&2; exit 2; }
root=$(cd "$(dirname "$0")/.." && pwd)
weights=$(cd "$1" && pwd)
cd "$root"
examples/build.sh
exec java -cp "$(echo benchmarks/target/benchmarks-*[0-9T].jar):$(echo spark-connector/target/spark-connector-*-assembly.jar):spark-connector/target/spark/jars/*" \
  dev.variegate.benchmarks.bundles.AssembleBundles examples/bundles "$weights" target/bundles
