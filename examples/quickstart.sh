#!/usr/bin/env bash
# The main job on shipped images in Spark's local mode, then the question whether it helped.
# Needs JDK 17 and Maven 3.8; builds what is not built yet. Spark comes from SPARK_HOME, else from Maven.
set -euo pipefail
cd "$(dirname "$0")/.."
started=$SECONDS

step() {
  printf '\n== %s\n' "$1"
}

fail() {
  echo "quickstart: $1 failed, see above" >&2
  exit 1
}

step "Building (tests are skipped here; mvn verify runs them)"
examples/build.sh || fail "the build"
assembly=$(ls spark-connector/target/spark-connector-*-assembly.jar) || fail "looking for the assembly"
benchmarks=$(ls benchmarks/target/benchmarks-*.jar | grep -v -e -tests -e -sources) || fail "looking for the comparison"

export SPARK_LOCAL_IP=${SPARK_LOCAL_IP:-127.0.0.1}

submit() {
  ./examples/spark-submit.sh --master 'local[2]' --driver-memory 2g \
    --properties-file conf/spark-defaults.conf \
    --conf spark.ui.enabled=false --conf spark.ui.showConsoleProgress=false \
    --conf spark.driver.extraJavaOptions="-Dlog4j2.configurationFile=file:$PWD/examples/log4j2.properties -Dorg.bytedeco.javacpp.logger=slf4j" "$@"
}

step "The job: conf/fashion-longtail.yaml"
submit --class dev.variegate.job.AugmentJob "$assembly" conf/fashion-longtail.yaml || fail "the job"

step "Did it help?"
submit --class dev.variegate.benchmarks.comparison.Comparison --jars "$assembly" "$benchmarks" \
  examples/data/fashion-longtail conf/policies/gray.yaml examples/models/fashion-clothes 3 ||
  fail "the comparison"

report=target/fashion-longtail/report.html
[ -s "$report" ] || fail "writing the report"
step "Done in $((SECONDS - started)) s; look at $PWD/$report"
