/* Sums of weighed neighbors whose weights are mirrored both ways, in floats: of four neighbors that weigh alike two
   are added up as whole numbers, then both sums as floats. */
#include "kernels.h"

#define AT_ONCE 4 /* registers that sums are kept in */

static inline floats loaded(const float *from) {
  floats made;
  memcpy(&made, from, sizeof made);
  return made;
}

static inline void stored(float *to, floats from) { memcpy(to, &from, sizeof from); }

/* Adds to sums, by whole groups, the samples beside them, by weights that begin in the middle. */
static void add_row(float *sums, const float *row, int n, const float *weights, int reach, int pixel) {
  for (int x = 0; x < n; x += AT_ONCE * WIDE) {
    floats s[AT_ONCE];
    for (int k = 0; k < AT_ONCE; k++) {
      s[k] = loaded(sums + x + k * WIDE) + weights[0] * loaded(row + x + k * WIDE);
    }
    for (int i = 1; i <= reach; i++) {
      const float *before = row + x - i * pixel, *after = row + x + i * pixel;
      for (int k = 0; k < AT_ONCE; k++) {
        s[k] += weights[i] * (loaded(before + k * WIDE) + loaded(after + k * WIDE));
      }
    }
    for (int k = 0; k < AT_ONCE; k++) {
      stored(sums + x + k * WIDE, s[k]);
    }
  }
}

static void convolve(image source, image result, const float *weights, int32_t reach) {
  int margin = reach * result.channels;
  int64_t samples = (int64_t)result.width * result.channels;
  float pairs[CHUNK + 2 * MOST_REACH * 4] = {0};
  for (int y = 0; y < result.height; y++) {
    const uint8_t *from = source.data + y * source.step - margin;
    for (int64_t x = 0; x < samples; x += CHUNK) {
      int n = samples - x < CHUNK ? (int)(samples - x) : CHUNK;
      float sums[CHUNK] = {0};
      for (int i = 0; i <= reach; i++) {
        const uint8_t *above = from + x - i * source.step, *below = from + x + i * source.step;
        int twice = i > 0;
        for (int k = 0; k < n + 2 * margin; k++) {
          pairs[k] = (float)(above[k] + (twice ? below[k] : 0));
        }
        add_row(sums, pairs + margin, n, weights + i * (reach + 1), reach, result.channels);
      }
      uint8_t *to = result.data + y * result.step + x;
      for (int k = 0; k < n; k++) {
        to[k] = (uint8_t)(int32_t)level(sums[k]);
      }
    }
  }
}
