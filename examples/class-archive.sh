#!/usr/bin/env bash
# An AppCDS archive of Spark's classes, with which Spark starts four seconds sooner. It serves the jars and the
# JVM that it was made with, and is found by them.
#   examples/class-archive.sh path    prints where it lies, or would lie
#   examples/class-archive.sh make    makes it where it is not there, by running a small job
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
target=$root/spark-connector/target
java=$(readlink -f "$(command -v "${JAVA_HOME:+$JAVA_HOME/bin/}java")")
made_of=$({ stat -c '%n %s %Y' "$java" && ls -l --time-style=full-iso "$target/spark/jars"; } | sha256sum | cut -c1-16)
archive=$target/spark-classes-$made_of.jsa

case ${1:-} in
  path) echo "$archive" ;;
  make)
    [[ -f $archive ]] && exit 0
    rm -f "$target"/spark-classes-*.jsa
    work=$(mktemp -d -p "$target")
    trap 'rm -rf "$work"' EXIT
    log=$target/spark-classes.log
    # Nothing of the user's Spark or Hadoop: what the job reads and writes is local.
    if env -u SPARK_HOME -u SPARK_CONF_DIR -u HADOOP_CONF_DIR -u YARN_CONF_DIR SPARK_LOCAL_IP=127.0.0.1 \
      "$root/examples/spark-submit.sh" --master 'local[2]' --driver-java-options "-XX:ArchiveClassesAtExit=$work/archive.jsa" \
      --class dev.variegate.job.AugmentJob "$(echo "$target"/spark-connector-*-assembly.jar)" \
      "$root/spark-connector/src/main/archive/job.yaml" \
      --set "input.path=file://$root/docs/images" --set "output.path=file://$work/out" >"$log" 2>&1; then
      mv "$work/archive.jsa" "$archive"
    else
      echo "warning: no archive of Spark's classes was made, see $log; Spark starts more slowly" >&2
    fi
    ;;
  *)
    echo "usage: examples/class-archive.sh path|make" >&2
    exit 2
    ;;
esac
