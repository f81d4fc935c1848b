#!/usr/bin/env bash
# Runs the networks of unusual forms that examples/published describes, and lays out what they made
# in benchmarks/target/published: three sheets to be looked at.
#   benchmarks/published.sh FOLDER_OF_WEIGHTS [FOLDER_OF_SHARED]
# The weights lie anywhere below their folder, under any names; each description says where they
# were published. The other folder (default: ../shared) holds models/ and data/.
set -euo pipefail
[ $# -ge 1 ] || { echo "Given are no words, must be 1 or 2; call it with FOLDER_OF_WEIGHTS" >&2; exit 2; }
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
weights=$(cd "$1" && pwd)
shared=$(cd "${2:-$root/../shared}" && pwd)
exec "$root/benchmarks/submit.sh" gallery.Published "$root/examples" "$weights" "$shared" "$root/benchmarks/target/published"
