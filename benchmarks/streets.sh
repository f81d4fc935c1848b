#!/usr/bin/env bash
# Trains a small segmenter of streets, measures it on a sequence that it has not seen, and uses its
# masks: erases cars by inpainting and pastes them into other images.
#   benchmarks/streets.sh [FOLDER [EPOCHS]]
# The folder (default: ../shared/data/streets/day, CamVid) holds image/ and label/ with the same names.
# The bundle lies in benchmarks/target/street-segmenter and is used again if it is there; 24 epochs
# take 20 minutes on a core. The sheet is benchmarks/target/streets.png.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
folder=$(cd "${1:-$root/../shared/data/streets/day}" && pwd)
bundle=$root/benchmarks/target/street-segmenter

"$root/examples/build.sh"
connector=$root/spark-connector/target
assembly=$(echo "$connector"/spark-connector-*-assembly.jar)
program=$(echo "$root"/benchmarks/target/benchmarks-*[0-9T].jar)
if [ ! -f "$bundle/model.yaml" ]; then
  OMP_NUM_THREADS=1 MALLOC_TRIM_THRESHOLD_=1000000000 MALLOC_MMAP_THRESHOLD_=1000000000 \
    java -Xmx2g -Dai.djl.offline=true -Dai.djl.pytorch.num_threads=1 -Dai.djl.pytorch.num_interop_threads=1 -Dlog4j2.level=INFO \
    -cp "$program:$assembly:$(echo "$connector"/variegate-*-training-assembly.jar):$connector/spark/jars/*" \
    dev.variegate.benchmarks.training.TrainSegmenter "$folder" "$bundle.new" "${2:-24}"
  mv "$bundle.new" "$bundle"
fi
exec "$root/benchmarks/submit.sh" gallery.Streets "$bundle" "$folder" Seq05VD "$root/benchmarks/target/streets.png"
