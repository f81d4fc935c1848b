/* Bilinear sampling at places that a matrix or a dense map gives.

   A place is kept in 2^-11 pixels. Neighbors across are weighed by 11 bits into 15, then those below by 11 bits
   into 8, rounded once: no sample is further than 0.6 levels from what exact arithmetic gives at that place. */
#include "kernels.h"

#include <string.h>
#if defined(__AVX2__)
#include <immintrin.h>
#endif

#define FRACTION 11
#define ONE (1 << FRACTION)
#define SPARE 4 /* the vector code reads and writes a few entries more than it needs */

/* Further out nothing new is seen, and no border needs it: 2^18 pixels. */
#define FAR 262144.0

/* Rows of one chunk. */
typedef struct {
  int32_t u[CHUNK + SPARE]; /* places across and down, 2^-11 pixels */
  int32_t v[CHUNK + SPARE];
  int32_t at[CHUNK + SPARE]; /* byte of the upper left neighbor */
  int32_t x[CHUNK + SPARE];  /* weights of both neighbors, 16 bits each, the first below */
  int32_t y[CHUNK + SPARE];
} chunk;

static double within(double value) {
  double low = value < FAR ? value : FAR;
  return low > -FAR ? low : -FAR;
}

/* The shift makes truncation a floor. */
static int32_t fixed(double pixels) {
  return (int32_t)(within(pixels) * ONE + (0.5 + (1 << 30))) - (1 << 30);
}

/* Where the pixels of a row lie that are all as far apart, counted in 2^-32 pixels; out of reach is left to floats. */
static void line_places(int32_t *places, double start, double apart, int n) {
  double end = start + apart * n;
  if (within(start) != start || within(end) != end) {
    for (int i = 0; i < n; i++) {
      places[i] = fixed(start + apart * i);
    }
    return;
  }
  const double units = 4294967296.0;
  uint64_t place = (uint64_t)((int64_t)(start * units) + (1LL << 50) + (1LL << 20)); /* never negative; rounded */
  uint64_t step = (uint64_t)(int64_t)(apart * units);
  for (int i = 0; i < n; i++) {
    places[i] = (int32_t)(uint32_t)(place >> 21) - (1 << 29);
    place += step;
  }
}

static void straight_places(chunk *c, const double *back, int from, int n, int row) {
  line_places(c->u, back[0] * from + (back[1] * row + back[2]), back[0], n);
  line_places(c->v, back[3] * from + (back[4] * row + back[5]), back[3], n);
}

static void projected_places(chunk *c, const double *back, int from, int n, int row) {
  double x0 = back[1] * row + back[2];
  double y0 = back[4] * row + back[5];
  double w0 = back[7] * row + back[8];
  for (int i = 0; i < n; i++) {
    double x = from + i;
    double w = back[6] * x + w0;
    w = w < 0 ? (w < -1e-12 ? w : -1e-12) : (w > 1e-12 ? w : 1e-12);
    c->u[i] = fixed((back[0] * x + x0) / w);
    c->v[i] = fixed((back[3] * x + y0) / w);
  }
}

static void mapped_places(chunk *c, const float *pairs, double x0, double dx, double y0, int n) {
  for (int i = 0; i < n; i++) {
    c->u[i] = fixed(pairs[2 * i] + (x0 + dx * i));
    c->v[i] = fixed(pairs[2 * i + 1] + y0);
  }
}

/* Whether some place is further out than the outermost pixel centers. */
static int some_beyond(const int32_t *places, int n, int32_t end) {
  int32_t beyond = 0;
  for (int i = 0; i < n; i++) {
    beyond |= places[i] < 0 || places[i] > end;
  }
  return beyond;
}

static int32_t modulo(int32_t value, int32_t period) {
  int32_t rest = value % period;
  return rest < 0 ? rest + period : rest;
}

/* Mirrors at the outermost centers, first once at each, which vectors can, then as often as it takes. */
static void mirror(int32_t *places, int n, int32_t end) {
  int32_t further = 0;
  for (int i = 0; i < n; i++) {
    int32_t p = places[i] < 0 ? -places[i] : places[i];
    p = p > end ? 2 * end - p : p;
    further |= p < 0;
    places[i] = p;
  }
  for (int i = 0; further && end > 0 && i < n; i++) {
    int32_t p = modulo(places[i], 2 * end);
    places[i] = p > end ? 2 * end - p : p;
  }
}

/* Brings places to where the image has the pixels that are seen there. */
static void fold(int32_t *places, int n, int32_t length, int32_t border) {
  int32_t end = (length - 1) * ONE;
  if (!some_beyond(places, n, end)) {
    return;
  }
  if (border == WRAP) {
    for (int i = 0; i < n; i++) {
      places[i] = modulo(places[i], length * ONE);
    }
    return;
  }
  if (border == REFLECT101) {
    mirror(places, n, end);
  }
  for (int i = 0; i < n; i++) {
    int32_t p = places[i] > 0 ? places[i] : 0;
    places[i] = p < end ? p : end;
  }
}

/* Half a pixel beyond the outermost centers an image ends; with what the places may be off by. */
#define MARGIN (ONE / 2 + 2)

/* Pixels that lie beyond it. */
static void fill_beyond(uint8_t *row, const int32_t *u, const int32_t *v, int n, image s, edge beyond) {
  int32_t right = (s.width - 1) * ONE, bottom = (s.height - 1) * ONE;
  if (!some_beyond(u, n, right) && !some_beyond(v, n, bottom)) {
    return;
  }
  for (int i = 0; i < n; i++) {
    int out = (u[i] < -MARGIN) | (u[i] > right + MARGIN) | (v[i] < -MARGIN) | (v[i] > bottom + MARGIN);
    if (out) {
      memcpy(row + i * s.channels, beyond.fill, s.channels);
    }
  }
}

/* One sample of its four neighbors. */
static inline int32_t blended(int32_t a, int32_t b, int32_t c, int32_t d, int32_t fx, int32_t fy) {
  int32_t upper = (a * (ONE - fx) + b * fx) >> 4;
  int32_t lower = (c * (ONE - fx) + d * fx) >> 4;
  return (upper * (ONE - fy) + lower * fy + (1 << 17)) >> 18;
}

/* A pixel anywhere in an image of any size; the next pixel after the last is the first, or itself. */
static void pixel(uint8_t *to, image s, int32_t u, int32_t v, int32_t border) {
  int32_t x = u >> FRACTION, y = v >> FRACTION;
  int32_t nx = x + 1 < s.width ? x + 1 : border == WRAP ? 0 : x;
  int32_t ny = y + 1 < s.height ? y + 1 : border == WRAP ? 0 : y;
  const uint8_t *upper = s.data + y * s.step, *lower = s.data + ny * s.step;
  for (int k = 0; k < s.channels; k++) {
    to[k] = blended(upper[x * s.channels + k], upper[nx * s.channels + k], lower[x * s.channels + k],
                    lower[nx * s.channels + k], u & (ONE - 1), v & (ONE - 1));
  }
}

static inline int32_t smaller(int32_t a, int32_t b) { return a < b ? a : b; }

/* Bytes and weights of all places. Byte -1 says pixels whose neighbors vectors cannot read: across the seam of a
   border that wraps, or at the very end of the samples, for they read eight bytes of each row; whether there are
   some. */
static int32_t weigh(chunk *c, int n, image s, int32_t border) {
  int32_t right = s.width - 2, bottom = s.height - 2, step = (int32_t)s.step, channels = s.channels;
  int32_t last = step * bottom + s.width * channels - 8, seam = border == WRAP;
  int32_t apart = 0;
  for (int i = 0; i < n; i++) {
    int32_t x = c->u[i] >> FRACTION, y = c->v[i] >> FRACTION;
    int32_t over = seam & ((x > right) | (y > bottom));
    x = smaller(x, right);
    y = smaller(y, bottom);
    int32_t fx = c->u[i] - x * ONE, fy = c->v[i] - y * ONE;
    int32_t at = y * step + x * channels;
    over |= at > last;
    apart |= over;
    c->at[i] = over ? -1 : at;
    c->x[i] = (int32_t)((uint32_t)fx << 16) | (ONE - fx);
    c->y[i] = (int32_t)((uint32_t)fy << 16) | (ONE - fy);
  }
  return apart;
}

/* Four neighbors of one sample each, first fetched, then weighed by vectors. */
static void blend_gray(uint8_t *to, const chunk *c, int n, image s) {
  uint32_t neighbors[CHUNK];
  for (int i = 0; i < n; i++) {
    const uint8_t *p = s.data + c->at[i];
    uint16_t upper, lower;
    memcpy(&upper, p, 2);
    memcpy(&lower, p + s.step, 2);
    neighbors[i] = upper | (uint32_t)lower << 16;
  }
  for (int i = 0; i < n; i++) {
    uint32_t of = neighbors[i];
    to[i] = blended(of & 255, of >> 8 & 255, of >> 16 & 255, of >> 24, c->x[i] >> 16, c->y[i] >> 16);
  }
}

/* Pixel by pixel; the way of all images that vectors do not know. */
static void blend(uint8_t *to, const chunk *c, int n, image s) {
  for (int i = 0; i < n; i++) {
    const uint8_t *p = s.data + c->at[i], *q = p + s.step;
    for (int k = 0; k < s.channels; k++) {
      to[s.channels * i + k] =
          blended(p[k], p[k + s.channels], q[k], q[k + s.channels], c->x[i] >> 16, c->y[i] >> 16);
    }
  }
}

#if defined(__AVX512BW__) && defined(__AVX512VL__)

/* Four pixels at a time. Pairs of neighbors are eight bytes each; behind three channels, two bytes are not theirs. */
static void blend_colors(uint8_t *to, const chunk *c, int n, image s) {
  const __m128i three = _mm_setr_epi8(0, 3, 1, 4, 2, 5, -1, -1, 8, 11, 9, 12, 10, 13, -1, -1);
  const __m128i four = _mm_setr_epi8(0, 4, 1, 5, 2, 6, 3, 7, 8, 12, 9, 13, 10, 14, 11, 15);
  const __m256i pairs = _mm256_broadcastsi128_si256(s.channels == 3 ? three : four);
  const __m128i packed = s.channels == 3
                             ? _mm_setr_epi8(0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, -1, -1, -1, -1)
                             : _mm_setr_epi8(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  const __m512i each = _mm512_setr_epi32(0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3);
  const __m512i half = _mm512_set1_epi32(1 << 17);
  for (int i = 0; i < n; i += 4) {
    const uint8_t *p0 = s.data + c->at[i], *p1 = s.data + c->at[i + 1];
    const uint8_t *p2 = s.data + c->at[i + 2], *p3 = s.data + c->at[i + 3];
#define EIGHT(p) _mm_loadl_epi64((const __m128i *)(p))
#define SIXTEEN(p, q) _mm_castpd_si128(_mm_loadh_pd(_mm_castsi128_pd(EIGHT(p)), (const double *)(q)))
#define ACROSS(d)                                                                                                \
  _mm512_madd_epi16(_mm512_cvtepu8_epi16(_mm256_shuffle_epi8(                                                    \
                        _mm256_inserti128_si256(_mm256_castsi128_si256(SIXTEEN(p0 + (d), p1 + (d))),             \
                                                SIXTEEN(p2 + (d), p3 + (d)), 1),                                 \
                        pairs)),                                                                                 \
                    x)
    __m512i x = _mm512_permutexvar_epi32(each, _mm512_castsi128_si512(_mm_loadu_si128((const __m128i *)(c->x + i))));
    __m512i y = _mm512_permutexvar_epi32(each, _mm512_castsi128_si512(_mm_loadu_si128((const __m128i *)(c->y + i))));
    __m512i upper = _mm512_srli_epi32(ACROSS(0), 4);
    __m512i lower = _mm512_slli_epi32(ACROSS(s.step), 12);
    __m512i both = _mm512_mask_blend_epi16(0xAAAAAAAA, upper, lower);
    __m512i sample = _mm512_srli_epi32(_mm512_add_epi32(_mm512_madd_epi16(both, y), half), 18);
    __m128i bytes = _mm_shuffle_epi8(_mm512_cvtepi32_epi8(sample), packed);
    _mm_storeu_si128((__m128i *)(to + s.channels * i), bytes);
#undef ACROSS
#undef SIXTEEN
#undef EIGHT
  }
}

#elif defined(__AVX2__)

/* As above, with registers of half the width. */
static void blend_colors(uint8_t *to, const chunk *c, int n, image s) {
  const __m128i three = _mm_setr_epi8(0, 3, 1, 4, 2, 5, -1, -1, 8, 11, 9, 12, 10, 13, -1, -1);
  const __m128i four = _mm_setr_epi8(0, 4, 1, 5, 2, 6, 3, 7, 8, 12, 9, 13, 10, 14, 11, 15);
  const __m128i pairs = s.channels == 3 ? three : four;
  const __m128i packed = s.channels == 3
                             ? _mm_setr_epi8(0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, -1, -1, -1, -1)
                             : _mm_setr_epi8(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  const __m256i first = _mm256_setr_epi32(0, 0, 0, 0, 1, 1, 1, 1);
  const __m256i second = _mm256_setr_epi32(2, 2, 2, 2, 3, 3, 3, 3);
  const __m256i half = _mm256_set1_epi32(1 << 17);
  for (int i = 0; i < n; i += 4) {
    const uint8_t *p0 = s.data + c->at[i], *p1 = s.data + c->at[i + 1];
    const uint8_t *p2 = s.data + c->at[i + 2], *p3 = s.data + c->at[i + 3];
    __m256i x = _mm256_castsi128_si256(_mm_loadu_si128((const __m128i *)(c->x + i)));
    __m256i y = _mm256_castsi128_si256(_mm_loadu_si128((const __m128i *)(c->y + i)));
#define EIGHT(p) _mm_loadl_epi64((const __m128i *)(p))
#define SIXTEEN(p, q) _mm_castpd_si128(_mm_loadh_pd(_mm_castsi128_pd(EIGHT(p)), (const double *)(q)))
#define ACROSS(p, q, x) _mm256_madd_epi16(_mm256_cvtepu8_epi16(_mm_shuffle_epi8(SIXTEEN(p, q), pairs)), x)
#define TWO(p, q, which, to)                                                                        \
  {                                                                                                 \
    __m256i wx = _mm256_permutevar8x32_epi32(x, which);                                             \
    __m256i upper = _mm256_srli_epi32(ACROSS(p, q, wx), 4);                                         \
    __m256i lower = _mm256_slli_epi32(ACROSS(p + s.step, q + s.step, wx), 12);                      \
    __m256i both = _mm256_blend_epi16(upper, lower, 0xAA);                                          \
    __m256i sum = _mm256_madd_epi16(both, _mm256_permutevar8x32_epi32(y, which));                   \
    to = _mm256_srli_epi32(_mm256_add_epi32(sum, half), 18);                                        \
  }
    __m256i t0, t1;
    TWO(p0, p1, first, t0)
    TWO(p2, p3, second, t1)
    __m256i words = _mm256_packs_epi32(t0, t1); /* pixels 0 2 | 1 3 */
    __m256i bytes = _mm256_packus_epi16(words, words);
    __m128i in_order = _mm_unpacklo_epi32(_mm256_castsi256_si128(bytes), _mm256_extracti128_si256(bytes, 1));
    _mm_storeu_si128((__m128i *)(to + s.channels * i), _mm_shuffle_epi8(in_order, packed));
#undef TWO
#undef ACROSS
#undef SIXTEEN
#undef EIGHT
  }
}

#else

static void blend_colors(uint8_t *to, const chunk *c, int n, image s) { blend(to, c, n, s); }

#endif

/* Shows the pixels of a chunk whose places lie within the image; writes up to SPARE pixels more. */
static void show_within(uint8_t *to, chunk *c, int n, image s, int32_t border) {
  if (s.width < 2 || s.height < 2 || s.step * (s.height - 2) + (int64_t)s.width * s.channels < 8) {
    for (int i = 0; i < n; i++) {
      pixel(to + i * s.channels, s, c->u[i], c->v[i], border);
    }
    return;
  }
  int apart[CHUNK];
  int number = 0;
  if (weigh(c, n, s, border)) {
    for (int i = 0; i < n; i++) {
      if (c->at[i] < 0) {
        c->at[i] = 0;
        apart[number++] = i;
      }
    }
  }
  memset(c->at + n, 0, SPARE * sizeof *c->at);
  (s.channels == 1 ? blend_gray : s.channels == 2 ? blend : blend_colors)(to, c, n, s);
  for (int i = 0; i < number; i++) {
    pixel(to + apart[i] * s.channels, s, c->u[apart[i]], c->v[apart[i]], border);
  }
}

/* Shows all pixels of a chunk in one row of the result. */
static void show(uint8_t *to, chunk *c, int n, image s, edge beyond, int room) {
  uint8_t row[4 * (CHUNK + SPARE)];
  uint8_t *samples = room ? to : row;
  int32_t u[CHUNK], v[CHUNK];
  if (beyond.border == CONSTANT) { /* the places are asked again */
    memcpy(u, c->u, n * sizeof *u);
    memcpy(v, c->v, n * sizeof *v);
  }
  fold(c->u, n, s.width, beyond.border);
  fold(c->v, n, s.height, beyond.border);
  show_within(samples, c, n, s, beyond.border);
  if (beyond.border == CONSTANT) {
    fill_beyond(samples, u, v, n, s, beyond);
  }
  if (!room) {
    memcpy(to, samples, (size_t)n * s.channels);
  }
}

/* Whether what vectors write behind a chunk is the result's too, and written again later. */
static int has_room(image result, int x, int y, int n) {
  int64_t left = result.step * (result.height - 1 - y) + (int64_t)(result.width - x) * result.channels;
  return left >= 4 * (n + 2 * SPARE);
}

static void warp(image source, image result, const double *back, edge beyond) {
  int straight = back[6] == 0 && back[7] == 0 && back[8] == 1;
  chunk c;
  for (int y = 0; y < result.height; y++) {
    for (int x = 0; x < result.width; x += CHUNK) {
      int n = at_once(result.width - x);
      (straight ? straight_places : projected_places)(&c, back, x, n, y);
      show(result.data + y * result.step + (int64_t)x * result.channels, &c, n, source, beyond, has_room(result, x, y, n));
    }
  }
}

static void remap(image source, image result, const float *map, int64_t step, int32_t relative, edge beyond) {
  chunk c;
  for (int y = 0; y < result.height; y++) {
    for (int x = 0; x < result.width; x += CHUNK) {
      int n = at_once(result.width - x);
      mapped_places(&c, map + y * step + 2 * (int64_t)x, relative ? x : 0, relative, relative ? y : 0, n);
      show(result.data + y * result.step + (int64_t)x * result.channels, &c, n, source, beyond, has_room(result, x, y, n));
    }
  }
}
