#!/usr/bin/env bash
# Trains a generative model with its Estimator, in local mode.
#   benchmarks/train.sh FAMILY DATA-FOLDER RESULT-FOLDER [PARAM=VALUE...]
# FAMILY is vae, gan, diffusion, flow or pixelcnn. DATA-FOLDER has the four files of MNIST or Fashion-MNIST, or a
# folder of images for each class. PARAM is one of the trainer's Params, VALUE its JSON: epochs=3,
# 'license="MIT"', imageSize=32. A training that was ended goes on when it is called again. The bundle,
# checkpoints, losses.csv and a sheet of samples of each epoch are in a folder below RESULT-FOLDER.
set -euo pipefail
[ $# -ge 3 ] || { echo "Given are $# words, must be 3 or more; call it with FAMILY DATA-FOLDER RESULT-FOLDER [PARAM=VALUE...]" >&2; exit 2; }
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
mkdir -p "$3"
family=$1 data=$(cd "$2" && pwd) results=$(cd "$3" && pwd)
shift 3
"$root/examples/build.sh"
connector=$root/spark-connector/target
assembly=$(echo "$connector"/spark-connector-*-assembly.jar)
training=$(echo "$connector"/variegate-*-training-assembly.jar)
program=$(echo "$root"/benchmarks/target/benchmarks-*[0-9T].jar)
# Keeps glibc from giving memory back between steps.
export MALLOC_TRIM_THRESHOLD_=1000000000 MALLOC_MMAP_THRESHOLD_=1000000000
exec "$root/examples/spark-submit.sh" --master 'local[2]' --driver-memory 3g \
  --conf spark.ui.enabled=false --conf spark.ui.showConsoleProgress=false --conf spark.task.cpus=2 \
  --conf spark.driver.extraJavaOptions="-Dlog4j2.configurationFile=file:$root/examples/log4j2.properties -Dlog4j2.level=INFO" \
  --jars "$assembly,$training" --class dev.variegate.benchmarks.training.TrainModel "$program" \
  "$family" "$data" "$results" "$@"
