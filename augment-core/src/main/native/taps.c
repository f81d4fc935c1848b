/* Sums of weighed neighbors. */
#include "kernels.h"

#if defined(__AVX2__)
#include <immintrin.h>
#endif

/* Each neighbor is weighed in 2^-8 levels, cut off; half of what that loses at most is given back at the start,
   but never a whole level, for black must stay black. */
static int32_t start(int32_t number) { return number < 255 ? 128 + number / 2 : 255; }

static uint8_t weighed(const uint8_t *at, const tap *taps, int32_t number) {
  int32_t sum = start(number);
  for (int32_t i = 0; i < number; i++) {
    sum += (int32_t)(((uint32_t)at[taps[i].offset] << 8) * taps[i].weight >> 16);
  }
  return (uint8_t)((sum < 65535 ? sum : 65535) >> 8);
}

#if defined(__AVX2__)

/* Sixty-four samples. The two halves of each register are unpacked and packed again in the same order. */
static void weigh_many(uint8_t *to, const uint8_t *at, const tap *taps, int32_t number) {
  const __m256i zero = _mm256_setzero_si256();
  __m256i a = _mm256_set1_epi16((int16_t)start(number)), b = a, c = a, d = a;
  for (int32_t i = 0; i < number; i++) {
    const uint8_t *from = at + taps[i].offset;
    __m256i weight = _mm256_set1_epi16((int16_t)taps[i].weight);
    __m256i p = _mm256_loadu_si256((const __m256i *)from);
    __m256i q = _mm256_loadu_si256((const __m256i *)(from + 32));
    a = _mm256_adds_epu16(a, _mm256_mulhi_epu16(_mm256_unpacklo_epi8(zero, p), weight));
    b = _mm256_adds_epu16(b, _mm256_mulhi_epu16(_mm256_unpackhi_epi8(zero, p), weight));
    c = _mm256_adds_epu16(c, _mm256_mulhi_epu16(_mm256_unpacklo_epi8(zero, q), weight));
    d = _mm256_adds_epu16(d, _mm256_mulhi_epu16(_mm256_unpackhi_epi8(zero, q), weight));
  }
  _mm256_storeu_si256((__m256i *)to, _mm256_packus_epi16(_mm256_srli_epi16(a, 8), _mm256_srli_epi16(b, 8)));
  _mm256_storeu_si256((__m256i *)(to + 32), _mm256_packus_epi16(_mm256_srli_epi16(c, 8), _mm256_srli_epi16(d, 8)));
}

#else

static void weigh_many(uint8_t *to, const uint8_t *at, const tap *taps, int32_t number) {
  for (int i = 0; i < 64; i++) {
    to[i] = weighed(at + i, taps, number);
  }
}

#endif

static void filter(image source, image result, const tap *taps, int32_t number) {
  int64_t samples = (int64_t)result.width * result.channels;
  for (int y = 0; y < result.height; y++) {
    const uint8_t *from = source.data + y * source.step;
    uint8_t *to = result.data + y * result.step;
    int64_t x = 0;
    for (; x + 64 <= samples; x += 64) {
      weigh_many(to + x, from + x, taps, number);
    }
    for (; x < samples; x++) {
      to[x] = weighed(from + x, taps, number);
    }
  }
}
