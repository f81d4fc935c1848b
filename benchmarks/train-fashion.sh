#!/usr/bin/env bash
# Trains the generator of clothes on Fashion-MNIST by the project's own trainer.
#   benchmarks/train-fashion.sh DATA-FOLDER BUNDLE-FOLDER [key=value ...]
# DATA-FOLDER holds the four IDX files, plain or gzip. The keys are those of TrainingPlan, such as
# gan-epochs=2. After each epoch the bundle in BUNDLE-FOLDER is whole.
set -euo pipefail
[ $# -ge 2 ] || { echo "Given are $# words, must be at least 2; call it with DATA-FOLDER BUNDLE-FOLDER [key=value ...]" >&2; exit 2; }
root=$(cd "$(dirname "$0")/.." && pwd)
data=$(cd "$1" && pwd)
mkdir -p "$2"
bundle=$(cd "$2" && pwd)
shift 2

# One thread, so that runs of one seed stay together. The allocator keeps its memory, which
# else goes back to the system and is cleared again at every step.
export OMP_NUM_THREADS=1 MALLOC_TRIM_THRESHOLD_=1000000000 MALLOC_MMAP_THRESHOLD_=1000000000
"$root/examples/build.sh"
connector=$root/spark-connector/target
exec java -Xmx2g -Dai.djl.offline=true -Dai.djl.pytorch.num_threads=1 -Dai.djl.pytorch.num_interop_threads=1 -Dlog4j2.level=INFO \
  -cp "$(echo "$root"/benchmarks/target/benchmarks-*[0-9T].jar):$(echo "$connector"/spark-connector-*-assembly.jar):$(echo "$connector"/variegate-*-training-assembly.jar):$connector/spark/jars/*" \
  dev.variegate.benchmarks.training.TrainGenerator "$data" "$bundle" "$@"
