#!/usr/bin/env bash
# Runs a program of the package size, which starts a Spark cluster by the classes of the integration tests.
#   benchmarks/size-program.sh CLASS ARGUMENT...
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
examples/build.sh
opens=$(sed -n 's/.*<spark.jvm.opens>\(.*\)<\/spark.jvm.opens>.*/\1/p' pom.xml)
assembly=$(echo "$root"/spark-connector/target/spark-connector-*-assembly.jar)
program=$1
shift
# shellcheck disable=SC2086
exec java -Xmx2g -Djava.io.tmpdir="${TMPDIR:-/tmp}" $opens -Dvariegate.root="$root" -Dvariegate.assembly="$assembly" \
  -Dvariegate.spark.home="$root/spark-connector/target/spark" \
  -Dlog4j2.configurationFile="file:$root/examples/log4j2.properties" \
  -cp "$(echo benchmarks/target/benchmarks-*[0-9T].jar):augment-core/target/test-classes:spark-connector/target/test-classes:$assembly:spark-connector/target/spark/jars/*" \
  "dev.variegate.benchmarks.size.$program" "$@"
