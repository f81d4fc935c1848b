/* All kernels of one level of processor: compiled with LEVEL as its name and the compiler's flags for it. */
#include "numbers.c"
#include "colors.c"
#include "convolve.c"
#include "noise.c"
#include "product.c"
#include "table.c"
#include "taps.c"
#include "warp.c"
#include "zoom.c"

const kernels OF_LEVEL(kernels) = {warp, remap, filter, convolve, zooms, colors, moments, sums, normals, grain, look_up, product};
