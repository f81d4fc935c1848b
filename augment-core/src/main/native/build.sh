#!/usr/bin/env bash
# Builds the kernels for linux-x86_64 into the resources, where they are kept under version control, so that
# whoever builds the project needs no compiler of C. Needs gcc 12 or newer and a JDK.
#   augment-core/src/main/native/build.sh [FILE]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
library=${1:-../resources/dev/variegate/pixel/kernel/linux-x86_64/libvariegate-kernels.so}
java=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")}
sources=$(cat kernels.h numbers.c warp.c taps.c convolve.c zoom.c colors.c noise.c table.c product.c level.c entry.c | sha256sum | cut -d ' ' -f 1)
objects=$(mktemp -d)
trap 'rm -rf "$objects"' EXIT

# No contraction and no reordering: every level must give the same samples. What is let go are traps, errno and
# the tests for numbers that are not finite, which no sample is.
flags=(-std=c11 -O3 -fPIC -Wall -Wextra -Wno-unused-parameter -Werror -fvisibility=hidden -ffp-contract=off
  -fno-math-errno -fno-trapping-math -ffinite-math-only -fno-signed-zeros)
gcc "${flags[@]}" -DLEVEL=sse2 -c level.c -o "$objects/sse2.o"
gcc "${flags[@]}" -DLEVEL=avx2 -mavx2 -c level.c -o "$objects/avx2.o"
gcc "${flags[@]}" -DLEVEL=avx512 -mavx512f -mavx512bw -mavx512vl -mavx512dq -mavx512vbmi -c level.c -o "$objects/avx512.o"
gcc "${flags[@]}" "-DSOURCES=\"$sources\"" -I"$java/include" -I"$java/include/linux" -c entry.c -o "$objects/entry.o"
mkdir -p "$(dirname "$library")"
gcc -shared -s -Wl,--build-id=none "$objects"/*.o -o "$library"
echo "$library: $(stat -c %s "$library") bytes of sources $sources"
