#!/usr/bin/env bash
# spark-submit for machines with and without Spark: runs that of SPARK_HOME where it is set, else
# Spark's own launcher on the jars that the build gathers from Maven.
set -euo pipefail

# A bad image is reported by its row, not by lines of OpenCV on the terminal.
export OPENCV_LOG_LEVEL=${OPENCV_LOG_LEVEL:-OFF}

if [[ -n "${SPARK_HOME:-}" ]]; then
  exec "$SPARK_HOME/bin/spark-submit" "$@"
fi

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export SPARK_HOME="$root/spark-connector/target/spark"
export SPARK_SCALA_VERSION=2.13 # else the launcher looks for Spark's own build folders
[[ -f "$SPARK_HOME/RELEASE" ]] || "$root/examples/build.sh"

# Of the caller's own Java options, which follow these, the last wins.
options=
archive=$("$root/examples/class-archive.sh" path)
if [[ -f $archive && $* != *-XX:ArchiveClassesAtExit=* ]]; then
  options="\"-XX:SharedArchiveFile=$archive\""
fi
# C1 only: in jobs of a few minutes, whose images are processed in native code, C2 compilation costs more than it saves.
if [[ " $* " == *" dev.variegate.job."* ]]; then
  options="$options -XX:TieredStopAtLevel=1"
fi
export SPARK_SUBMIT_OPTS="$options ${SPARK_SUBMIT_OPTS:-}"

# The launcher adds the memory and module options that Spark wants. It prints a line with a zero
# byte, then the words of the command, each ended by another.
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
command=()
while IFS= read -r -d '' word; do
  command+=("${word#$'\n'}")
done < <("$java" -cp "$SPARK_HOME/jars/*" org.apache.spark.launcher.Main \
  org.apache.spark.deploy.SparkSubmit "$@")
if [[ ${#command[@]} -lt 2 ]]; then
  echo "Spark's launcher in $SPARK_HOME/jars gave no command, see above; delete $SPARK_HOME and run this again" >&2
  exit 1
fi
exec "${command[@]:1}"
