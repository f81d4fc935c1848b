/* A new level for each of the 256 levels of samples. */
#include "kernels.h"

#if defined(__AVX2__)
#include <immintrin.h>
#endif

#if defined(__AVX512VBMI__)

/* Sixty-four samples at a time: two tables of 128 levels, of which the highest bit chooses. */
static void look_up_row(uint8_t *to, const uint8_t *from, int64_t n, const uint8_t *table) {
  const __m512i *t = (const __m512i *)table;
  const __m512i a = _mm512_loadu_si512(t), b = _mm512_loadu_si512(t + 1);
  const __m512i c = _mm512_loadu_si512(t + 2), d = _mm512_loadu_si512(t + 3);
  for (int64_t i = 0; i < n; i += 64) {
    __mmask64 some = n - i < 64 ? (1ULL << (n - i)) - 1 : ~0ULL;
    __m512i at = _mm512_maskz_loadu_epi8(some, from + i);
    __m512i dark = _mm512_permutex2var_epi8(a, at, b), light = _mm512_permutex2var_epi8(c, at, d);
    _mm512_mask_storeu_epi8(to + i, some, _mm512_mask_blend_epi8(_mm512_movepi8_mask(at), dark, light));
  }
}

#elif defined(__AVX2__)

/* Thirty-two samples at a time. A shuffle looks up sixteen levels and gives 0 for an index below 0. Of sixteen levels
   each the difference to those before is looked up, of all up to the sample's own; both halves of the levels begin at
   0, and the other half stays below. */
static void look_up_row(uint8_t *to, const uint8_t *from, int64_t n, const uint8_t *table) {
  __m256i differences[16];
  for (int k = 0; k < 16; k++) {
    __m128i here = _mm_loadu_si128((const __m128i *)(table + 16 * k));
    __m128i before = k % 8 ? _mm_loadu_si128((const __m128i *)(table + 16 * k - 16)) : _mm_setzero_si128();
    differences[k] = _mm256_broadcastsi128_si256(_mm_xor_si128(here, before));
  }
  const __m256i sixteen = _mm256_set1_epi8(16), half = _mm256_set1_epi8(-128);
  int64_t i = 0;
  for (; i + 32 <= n; i += 32) {
    __m256i dark = _mm256_loadu_si256((const __m256i *)(from + i)), light = _mm256_xor_si256(dark, half);
    __m256i found = _mm256_setzero_si256();
    for (int k = 0; k < 8; k++) {
      __m256i both = _mm256_xor_si256(_mm256_shuffle_epi8(differences[k], dark),
                                      _mm256_shuffle_epi8(differences[k + 8], light));
      found = _mm256_xor_si256(found, both);
      dark = _mm256_subs_epi8(dark, sixteen);
      light = _mm256_subs_epi8(light, sixteen);
    }
    _mm256_storeu_si256((__m256i *)(to + i), found);
  }
  for (; i < n; i++) {
    to[i] = table[from[i]];
  }
}

#else

static void look_up_row(uint8_t *to, const uint8_t *from, int64_t n, const uint8_t *table) {
  for (int64_t i = 0; i < n; i++) {
    to[i] = table[from[i]];
  }
}

#endif

static void look_up(image source, image result, const uint8_t *table) {
  int64_t bytes = (int64_t)source.width * source.channels;
  if (source.step == bytes && result.step == bytes) {
    look_up_row(result.data, source.data, bytes * source.height, table);
    return;
  }
  for (int y = 0; y < source.height; y++) {
    look_up_row(result.data + y * result.step, source.data + y * source.step, bytes, table);
  }
}
