#!/usr/bin/env bash
# Builds the native libraries for linux-x86_64 into the resources, where they are kept under version control, so that
# whoever builds the project needs no compiler of C. Needs gcc 12 or newer and a JDK; fetches libjpeg-turbo by apt-get.
#   augment-core/src/main/native/build.sh [FOLDER]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
resources=${1:-../resources}
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

link() { # a library below the resources, what it is linked of ...
  local library=$resources/dev/variegate/$1
  shift
  mkdir -p "$(dirname "$library")"
  gcc -shared -s -Wl,--build-id=none "$@" -o "$library"
  echo "$library: $(stat -c %s "$library") bytes"
}
link pixel/kernel/linux-x86_64/libvariegate-kernels.so "$objects"/*.o

# Debian's static libjpeg-turbo, whose functions stay hidden: OpenCV brings another one.
turbo=$objects/turbo
turbo_version=1:2.1.5-2
mkdir "$turbo"
(cd "$turbo" && apt-get download "libjpeg62-turbo-dev=$turbo_version" && dpkg -x libjpeg62-turbo-dev_*.deb .)
sources=$({ cat jpeg.c; echo "libjpeg-turbo $turbo_version"; } | sha256sum | cut -d ' ' -f 1)
gcc "${flags[@]}" "-DSOURCES=\"$sources\"" -I"$java/include" -I"$java/include/linux" -I"$turbo/usr/include" \
  -I"$turbo/usr/include/x86_64-linux-gnu" -c jpeg.c -o "$turbo/jpeg.o"
link codec/linux-x86_64/libvariegate-jpeg.so "$turbo/jpeg.o" "$turbo/usr/lib/x86_64-linux-gnu/libjpeg.a" \
  -Wl,--exclude-libs,ALL -Wl,--gc-sections
