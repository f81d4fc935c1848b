#!/usr/bin/env bash
# Feeds mutated inputs to every reader of foreign files: images, IDX, policies and those of other libraries,
# model.yaml, scheduler files, ONNX and TorchScript heads, job files and annotations. Prints what happened to
# them, and ends with 1 where one crashed, hung, threw what is not a message of ours, or was read in two ways.
#   benchmarks/fuzz.sh [INPUTS_A_TARGET] [SEED] [TARGET ...]
# Inputs with faults are left in target/fuzz; the one that was read when the JVM died is target/fuzz/current.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
inputs=${1:-20000}
seed=${2:-1}
shift $(($# < 2 ? $# : 2))
cd "$root"
examples/build.sh
exec java -Xmx2g -Djava.io.tmpdir="${TMPDIR:-/tmp}" \
  -cp "$(echo benchmarks/target/benchmarks-*[0-9T].jar):augment-core/target/test-classes:spark-connector/target/test-classes:$(echo spark-connector/target/spark-connector-*-assembly.jar):spark-connector/target/spark/jars/*" \
  dev.variegate.benchmarks.fuzz.FuzzReaders "$inputs" "$seed" target/fuzz "$@"
