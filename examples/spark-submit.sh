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

# The build keeps Spark's classes as the JVM holds them, which spares it four seconds of loading. Commands of
# this project work in native code: what the C2 compiler takes from the cores, jobs of minutes do not win back.
# Options of the caller come later and so win.
options=()
archive=$root/spark-connector/target/spark-classes.jsa
if [[ -f $archive && "${command[*]}" != *-XX:ArchiveClassesAtExit=* ]]; then
  options+=("-XX:SharedArchiveFile=$archive" -Xlog:cds=off -Xlog:cds+dynamic=off)
fi
case " $* " in
  *" dev.variegate.job."*) options+=(-XX:TieredStopAtLevel=1) ;;
esac
exec "${command[1]}" "${options[@]}" "${command[@]:2}"
