#!/usr/bin/env bash
# Writes the tables of Params in docs/catalog.md again, from the stages themselves, and lets the stages
# make the images in docs/images of the clothes and the generator that the repository ships.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

"$root/examples/build.sh"
assembly=$(echo "$root"/spark-connector/target/spark-connector-*-assembly.jar)
program=$(echo "$root"/benchmarks/target/benchmarks-*[0-9T].jar)
exec "$root/examples/spark-submit.sh" --master 'local[2]' --conf spark.ui.enabled=false --conf spark.ui.showConsoleProgress=false \
  --conf spark.driver.extraJavaOptions="-Dlog4j2.configurationFile=file:$root/examples/log4j2.properties -Dorg.bytedeco.javacpp.logger=slf4j" \
  --jars "$assembly" \
  --class dev.variegate.benchmarks.page.CatalogPage "$program" "$root/docs/catalog.md"
