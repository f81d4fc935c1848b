#!/usr/bin/env bash
# Runs the tests that read from and write to an object store (Hadoop's S3A, with an S3 server in memory on
# the loopback address), and kill processes while they do: ObjectStoreIT. They need 13 MB of jars that
# nothing else does, and some minutes.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

exec mvn -B -Pobject-store verify -pl augment-core,spark-connector \
  -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false \
  -Dit.test=ObjectStoreIT -Dfailsafe.failIfNoSpecifiedTests=false "$@"
