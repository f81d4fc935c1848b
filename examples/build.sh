#!/usr/bin/env bash
# Builds what the programs of examples and benchmarks run: the assemblies, the jar of the benchmarks and
# Spark's jars. Does nothing where they are newer than their sources, as after mvn verify.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

up_to_date() { # whether the file is there and nothing in the given places is newer
  [[ -f $1 && -z $(find "${@:2}" -newer "$1" -print -quit) ]]
}

connector=spark-connector/target
if up_to_date "$(echo $connector/spark-connector-*-assembly.jar)" pom.xml LICENSE NOTICE {augment-core,spark-connector}/{pom.xml,src} &&
  up_to_date "$(echo benchmarks/target/benchmarks-*[0-9T].jar)" benchmarks/{pom.xml,src} &&
  [[ -f $(echo $connector/variegate-*-training-assembly.jar) && -f $connector/spark/RELEASE ]]; then
  exit 0
fi
mvn -q -B package -DskipTests
