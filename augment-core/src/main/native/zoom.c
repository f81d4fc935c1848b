/* The mean of an image and of itself at larger scales about its middle. */
#include "kernels.h"

#include <string.h>
#if defined(__AVX2__)
#include <immintrin.h>
#endif

#define GROUPS (CHUNK / 8)

/* Between which two of the source a row or column lies: the first, and how much the second weighs. */
typedef struct {
  int32_t first;
  float beyond;
} between;

/* At a scale of 1 or more nothing lies outside. */
static between seen(int place, int length, double scale) {
  double middle = (length - 1) / 2.0;
  double at = middle + (place - middle) / scale;
  int first = at < length - 2 ? (int)at : length - 2;
  first = first > 0 ? first : 0;
  return (between){first, (float)(at - first)};
}

/* Eight samples of a row lie within eight of the source, for no scale is below 1. */
typedef struct {
  int32_t from; /* the first of those, which is not that of the first sample where a pixel is seen twice */
  int32_t after[8];
  float beyond[8];
} eight;

static void find_places(eight *group, int start, int width, int pixel, double scale) {
  group->from = width * pixel;
  for (int i = 0; i < 8; i++) {
    int sample = start + i < width * pixel ? start + i : width * pixel - 1;
    between x = seen(sample / pixel, width, scale);
    group->beyond[i] = x.beyond;
    group->after[i] = x.first * pixel + sample % pixel;
    group->from = group->after[i] < group->from ? group->after[i] : group->from;
  }
  for (int i = 0; i < 8; i++) {
    group->after[i] -= group->from;
  }
}

/* Of samples that begin at start; beyond the last one there is something to read. */
static void add_across(float *sums, const float *row, int start, const eight *places, int pixel) {
  for (int i = 0; i < GROUPS; i++) {
    const float *at = row + places[i].from - start;
#if defined(__AVX2__)
    __m256i after = _mm256_loadu_si256((const __m256i *)places[i].after);
    __m256 left = _mm256_permutevar8x32_ps(_mm256_loadu_ps(at), after);
    __m256 right = _mm256_permutevar8x32_ps(_mm256_loadu_ps(at + pixel), after);
    __m256 part = _mm256_mul_ps(_mm256_loadu_ps(places[i].beyond), _mm256_sub_ps(right, left));
    _mm256_storeu_ps(sums + 8 * i, _mm256_add_ps(_mm256_loadu_ps(sums + 8 * i), _mm256_add_ps(left, part)));
#else
    for (int k = 0; k < 8; k++) {
      float left = at[places[i].after[k]], right = at[places[i].after[k] + pixel];
      sums[8 * i + k] += left + places[i].beyond[k] * (right - left);
    }
#endif
  }
}

static void zooms(image source, image result, const double *scales, int32_t number) {
  int pixel = source.channels;
  int samples = source.width * pixel;
  int64_t next = source.height > 1 ? source.step : 0;
  eight places[MOST_SCALES][GROUPS];
  float row[CHUNK + 16] = {0};
  for (int x = 0; x < samples; x += CHUNK) {
    int n = samples - x < CHUNK ? samples - x : CHUNK;
    for (int i = 0; i < number * GROUPS; i++) {
      int at = x + i % GROUPS * 8;
      find_places(&places[i / GROUPS][i % GROUPS], at, source.width, pixel, scales[i / GROUPS]);
    }
    for (int y = 0; y < source.height; y++) {
      float sums[CHUNK] = {0};
      const uint8_t *from = source.data + y * source.step + x;
      for (int k = 0; k < n; k++) {
        sums[k] = from[k];
      }
      for (int i = 0; i < number; i++) {
        between down = seen(y, source.height, scales[i]);
        int start = places[i][0].from;
        int needed = samples - start < CHUNK + 16 ? samples - start : CHUNK + 16;
        const uint8_t *above = source.data + down.first * source.step + start, *below = above + next;
        for (int k = 0; k < needed; k++) {
          row[k] = (float)above[k] + down.beyond * (float)(below[k] - above[k]);
        }
        add_across(sums, row, start, places[i], pixel);
      }
      uint8_t *to = result.data + y * result.step + x;
      float share = 1.0f / (float)(number + 1);
      for (int k = 0; k < n; k++) {
        to[k] = (uint8_t)(int32_t)level(sums[k] * share);
      }
    }
  }
}
