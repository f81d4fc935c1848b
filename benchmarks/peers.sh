#!/usr/bin/env bash
# Decodes every image below a folder, such as a checkout of a peer's test images, with Pillow and
# with Variegate, and compares the samples.
#
#   benchmarks/peers.sh FOLDER
#
# Needs python3 with Pillow and NumPy (python3 -m pip install pillow numpy).
set -euo pipefail
cd "$(dirname "$0")/.."
examples/build.sh
references=$(mktemp -d)
trap 'rm -rf "$references"' EXIT
python3 benchmarks/peers.py "$1" "$references"
java -cp "$(echo benchmarks/target/benchmarks-*[0-9T].jar):$(echo spark-connector/target/spark-connector-*-assembly.jar):spark-connector/target/spark/jars/*" \
  dev.variegate.benchmarks.peers.PeerSuites "$1" "$references"
