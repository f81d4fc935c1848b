#!/usr/bin/env bash
# Records what all golden cases, 200 random policies, every stage and the quick start's job make: key, copy,
# label, seed, lineage, SHA-256 of the samples and of the encoded bytes; and compares it with the record that
# is kept. A change of the structure must change no line but by words; one that means to is recorded again.
#   benchmarks/record.sh [keep]
# Networks round by the processor: on another one than that in the first line of the record, make the record of
# the earlier commit first. Needs ../shared for the golden cases.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
kept=benchmarks/recorded-outputs.txt.gz
made=target/recorded-outputs.txt
examples/build.sh
opens=$(sed -n 's/.*<spark.jvm.opens>\(.*\)<\/spark.jvm.opens>.*/\1/p' pom.xml)
# shellcheck disable=SC2086
java -Xmx3g $opens -Dvariegate.root="$PWD" -Dvariegate.shared="$PWD/../shared" -Dai.djl.pytorch.num_threads=1 \
  -Dlog4j2.configurationFile="file:$PWD/examples/log4j2.properties" \
  -cp "$(echo benchmarks/target/benchmarks-*[0-9T].jar):augment-core/target/test-classes:spark-connector/target/test-classes:$(echo spark-connector/target/spark-connector-*-assembly.jar):spark-connector/target/spark/jars/*" \
  dev.variegate.benchmarks.record.Recorder "$made"
sed -i "1i # $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" "$made"
if [ "${1:-}" = keep ]; then
  gzip -9nc "$made" >"$kept"
elif diff <(gzip -dc "$kept" | sed -E -f benchmarks/recorded-words.sed | LC_ALL=C sort) <(LC_ALL=C sort "$made") >target/recorded-outputs.diff; then
  echo "no output differs"
else
  echo "$(grep -c '^>' target/recorded-outputs.diff) outputs differ, see target/recorded-outputs.diff" >&2
  exit 1
fi
