#!/usr/bin/env bash
# Builds what is missing, and runs a program of this module with spark-submit on two cores.
#   benchmarks/submit.sh CLASS [WORD...]
# CLASS is its name below dev.variegate.benchmarks.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
class=dev.variegate.benchmarks.$1
shift

"$root/examples/build.sh"
assembly=$(echo "$root"/spark-connector/target/spark-connector-*-assembly.jar)
program=$(echo "$root"/benchmarks/target/benchmarks-*[0-9T].jar)
exec "$root/examples/spark-submit.sh" --master 'local[2]' --driver-memory 3g \
  --conf spark.ui.enabled=false --conf spark.ui.showConsoleProgress=false \
  --conf spark.driver.extraJavaOptions="-Dlog4j2.configurationFile=file:$root/examples/log4j2.properties -Dorg.bytedeco.javacpp.logger=slf4j" \
  --jars "$assembly" --class "$class" "$program" "$@"
