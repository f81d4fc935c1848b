#!/usr/bin/env bash
# Runs published networks through their stages on real images, and lays out what they made in
# benchmarks/target/gallery: a sheet for each task and a page of all, to be looked at.
#   benchmarks/gallery.sh [FOLDER_OF_SHARED] [--long] [EXHIBIT...]
# The folder (default: ../shared) holds models/ and data/. --long adds a thousand steps of diffusion.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
shared=$root/../shared
if [[ $# -gt 0 && -d $1 ]]; then
  shared=$(cd "$1" && pwd)
  shift
fi

"$root/examples/build.sh"
assembly=$(echo "$root"/spark-connector/target/spark-connector-*-assembly.jar)
program=$(echo "$root"/benchmarks/target/benchmarks-*[0-9T].jar)

exec "$root/examples/spark-submit.sh" \
  --master 'local[2]' \
  --driver-memory 3g \
  --conf spark.ui.enabled=false \
  --conf spark.ui.showConsoleProgress=false \
  --conf spark.driver.extraJavaOptions="-Dlog4j2.configurationFile=file:$root/examples/log4j2.properties -Dorg.bytedeco.javacpp.logger=slf4j" \
  --jars "$assembly" \
  --class dev.variegate.benchmarks.gallery.Gallery \
  "$program" "$root/examples/bundles" "$shared" "$root/benchmarks/target/gallery" "$@"
