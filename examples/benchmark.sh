#!/usr/bin/env bash
# Measures the cost of augmentation over decoding and encoding alone, of Spark over the library, of
# every generative task in Spark over its engine, what decoding large photographs at reduced scale
# saves, whether memory stays flat, each classic operation beside OpenCV's own calls, and the job from
# the shell to the last file. Three quarters of an hour, a quarter of it for the tasks; a quiet machine
# gives the better figures. The part "tasks" writes docs/benchmark.md, unless a part of the names of
# the tasks to measure is given; "operations" writes
# docs/operations-speed.md, "job" docs/job-speed.md; where ALBUMENTATIONS names a folder with that
# package, version 1.3.1, the job is timed beside it too (see benchmarks/albumentations_job.py).
#   examples/benchmark.sh [all|classic|tasks|operations|job] [FOLDER] [TASK]
# The folder holds real images in data (set5, set14, photos, paintings) and real networks in
# models (default: ../shared). Without them the clothes in examples/data are used, which says little
# about photographs, and the shipped generator alone.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
part=${1:-all}
folder=${2:-$root/../shared}
case $part in
  all | classic | tasks | operations | job) ;;
  *)
    echo "usage: examples/benchmark.sh [all|classic|tasks|operations|job] [FOLDER] [TASK]" >&2
    exit 2
    ;;
esac

"$root/examples/build.sh"
assembly=$(echo "$root"/spark-connector/target/spark-connector-*-assembly.jar)
tiny=$(echo "$root"/augment-core/target/augment-core-*-tests.jar)
program=$(echo "$root"/benchmarks/target/benchmarks-*[0-9T].jar)
jars=$assembly,$tiny
if [[ $part == all || $part == operations ]]; then
  # Of OpenCV the assembly holds what Variegate needs; a direct call that is compared with needs more.
  version=$(sed -n 's/.*<opencv.version>\(.*\)<.*/\1/p' "$root/pom.xml")
  (cd "$root" && mvn -q -B -N dependency:copy "-Dartifact=org.bytedeco:opencv:$version:jar:linux-x86_64" \
    -DoutputDirectory="$root/benchmarks/target/opencv")
  jars=$jars,$(echo "$root"/benchmarks/target/opencv/opencv-*-linux-x86_64.jar)
fi

# The heap is all there from the start, so that what grows is native memory.
run() {
  local class=$1
  shift
  "$root/examples/spark-submit.sh" \
    --master 'local[2]' \
    --driver-memory 1500m \
    --driver-java-options '-Xms1500m -XX:+AlwaysPreTouch' \
    --conf spark.log.level=WARN \
    --conf spark.ui.showConsoleProgress=false \
    --jars "$jars" \
    --class "dev.variegate.benchmarks.$class" \
    "$program" "$@"
}

if [[ $part == all || $part == classic ]]; then
  run speed.Benchmark "$folder/data" "$root/examples"
fi
if [[ $part == all || $part == tasks ]]; then
  run speed.TaskBenchmark "$folder" "$root/examples" "$root/docs/benchmark.md" ${3:+"$3"}
fi
if [[ $part == all || $part == operations ]]; then
  image=$folder/golden/classic/monarch.png
  [[ -f $image ]] || image=$root/docs/contact-sheet.png
  run operations.OperationBenchmark "$image" "$root/docs/operations-speed.md"
fi
if [[ $part == all || $part == job ]]; then
  run speed.JobBenchmark "$folder/data" "$root" "$root/docs/job-speed.md" ${ALBUMENTATIONS:+"$ALBUMENTATIONS"}
fi
