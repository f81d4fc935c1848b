#!/usr/bin/env bash
# Measures the cost of augmentation over decoding and encoding alone, of Spark over the library, of
# the sampler over its engine, and whether memory stays flat. Ten minutes; a quiet machine gives
# the better figures.
#   examples/benchmark.sh [FOLDER_OF_PICTURES]
# The folder holds real pictures in set5, set14, photos and paintings (default: ../shared/data);
# without them the clothes in examples/data are used, which says little about photographs.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
pictures=${1:-$root/../shared/data}

(cd "$root" && mvn -q -B package -DskipTests)
assembly=$(echo "$root"/spark-connector/target/spark-connector-*-assembly.jar)
program=$(echo "$root"/examples/target/examples-*[0-9T].jar)

# The heap is all there from the start, so that what grows is native memory.
exec "$root/examples/spark-submit.sh" \
  --master 'local[2]' \
  --driver-memory 1500m \
  --driver-java-options '-Xms1500m -XX:+AlwaysPreTouch' \
  --conf spark.log.level=WARN \
  --conf spark.ui.showConsoleProgress=false \
  --jars "$assembly" \
  --class dev.variegate.examples.Benchmark \
  "$program" "$pictures" "$root/examples"
