#!/usr/bin/env bash
# Expands a folder of images and masks twenty times through Spark, elastic and affine, measures that
# the masks still lie on their images, and lays pairs out in benchmarks/target/membranes.png.
#   benchmarks/membranes.sh [FOLDER]
# The folder (default: ../shared/data/membranes, ISBI 2012) holds image/ and label/ with the same names.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
folder=$(cd "${1:-$root/../shared/data/membranes}" && pwd)

"$root/examples/build.sh"
assembly=$(echo "$root"/spark-connector/target/spark-connector-*-assembly.jar)
program=$(echo "$root"/benchmarks/target/benchmarks-*[0-9T].jar)
exec "$root/examples/spark-submit.sh" --master 'local[2]' --driver-memory 2g \
  --conf spark.ui.enabled=false --conf spark.ui.showConsoleProgress=false \
  --conf spark.driver.extraJavaOptions="-Dlog4j2.configurationFile=file:$root/examples/log4j2.properties -Dorg.bytedeco.javacpp.logger=slf4j" \
  --jars "$assembly" \
  --class dev.variegate.benchmarks.gallery.Membranes "$program" "$folder" "$root/benchmarks/target/membranes.png"
