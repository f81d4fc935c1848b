/* A new level for each of 256. */
#include "kernels.h"

#if defined(__AVX2__)
#include <immintrin.h>
#endif

#if defined(__AVX512F__)
#define SEEN 64
typedef __m512i bytes;
#define LOADED(from) _mm512_loadu_si512(from)
#define STORED(to, from) _mm512_storeu_si512(to, from)
#define EACH(value) _mm512_set1_epi8((char)(value))
#define ROW(from) _mm512_broadcast_i32x4(_mm_loadu_si128((const __m128i *)(from)))
#define LOOKED(table, at) _mm512_shuffle_epi8(table, at)
#define LESS(a, b) _mm512_subs_epi8(a, b)
#define XOR(a, b) _mm512_xor_si512(a, b)
#elif defined(__AVX2__)
#define SEEN 32
typedef __m256i bytes;
#define LOADED(from) _mm256_loadu_si256((const __m256i *)(from))
#define STORED(to, from) _mm256_storeu_si256((__m256i *)(to), from)
#define EACH(value) _mm256_set1_epi8((char)(value))
#define ROW(from) _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(from)))
#define LOOKED(table, at) _mm256_shuffle_epi8(table, at)
#define LESS(a, b) _mm256_subs_epi8(a, b)
#define XOR(a, b) _mm256_xor_si256(a, b)
#endif

#if defined(__AVX2__)

/* How many samples were looked up. A shuffle looks in 16 entries, by the low four bits of what is not negative, and
   gives 0 else. Every row of 16 holds its difference to the row before it, of which each half of the table has none, so
   that for a sample, 16 less at each row, the differences up to its own row sum to the entry. */
static int64_t look_up_many(uint8_t *to, const uint8_t *from, int64_t n, const uint8_t *table) {
  uint8_t differences[256];
  for (int i = 0; i < 256; i++) {
    differences[i] = i % 128 < 16 ? table[i] : table[i] ^ table[i - 16];
  }
  bytes rows[16];
  for (int i = 0; i < 16; i++) {
    rows[i] = ROW(differences + 16 * i);
  }
  int64_t done = 0;
  for (; done + SEEN <= n; done += SEEN) {
    bytes low = LOADED(from + done), high = XOR(low, EACH(128));
    bytes made = XOR(LOOKED(rows[0], low), LOOKED(rows[8], high));
    for (int i = 1; i < 8; i++) {
      low = LESS(low, EACH(16));
      high = LESS(high, EACH(16));
      made = XOR(made, XOR(LOOKED(rows[i], low), LOOKED(rows[8 + i], high)));
    }
    STORED(to + done, made);
  }
  return done;
}

#else

static int64_t look_up_many(uint8_t *to, const uint8_t *from, int64_t n, const uint8_t *table) { return 0; }

#endif

static void look_up(image source, image result, const uint8_t *table) {
  int64_t row = (int64_t)source.width * source.channels;
  int together = source.step == row && result.step == row;
  int64_t n = together ? row * source.height : row;
  for (int y = 0; y < (together ? 1 : source.height); y++) {
    const uint8_t *from = source.data + y * source.step;
    uint8_t *to = result.data + y * result.step;
    for (int64_t i = look_up_many(to, from, n, table); i < n; i++) {
      to[i] = table[from[i]];
    }
  }
}
