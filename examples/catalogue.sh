#!/usr/bin/env bash
# Writes the tables of Params in docs/catalogue.md anew, from the stages themselves.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

(cd "$root" && mvn -q -B package -DskipTests)
assembly=$(echo "$root"/spark-connector/target/spark-connector-*-assembly.jar)
program=$(echo "$root"/examples/target/examples-*[0-9T].jar)
exec "$root/examples/spark-submit.sh" --master 'local[1]' --conf spark.log.level=WARN --jars "$assembly" \
  --class dev.variegate.examples.CataloguePage "$program" "$root/docs/catalogue.md"
