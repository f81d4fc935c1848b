/* Several changes of colours in one pass, in planes of floats that hold whole levels 0..255. */
#include "kernels.h"

#include <string.h>
#if defined(__SSSE3__)
#include <immintrin.h>
#endif

typedef struct {
  float r[CHUNK], g[CHUNK], b[CHUNK];
} planes;

static inline float at_most(float a, float b) { return a < b ? a : b; }
static inline float at_least(float a, float b) { return a > b ? a : b; }
static inline float level(float value) { return at_least(at_most(__builtin_rintf(value), 255.0f), 0.0f); }

static void line(float *p, float slope, float offset) {
  for (int i = 0; i < CHUNK; i++) {
    p[i] = level(p[i] * slope + offset);
  }
}

static void matrix(planes *p, const float *m) {
  float rr = m[0], rg = m[1], rb = m[2], r1 = m[3];
  float gr = m[4], gg = m[5], gb = m[6], g1 = m[7];
  float br = m[8], bg = m[9], bb = m[10], b1 = m[11];
  for (int i = 0; i < CHUNK; i++) {
    float r = p->r[i], g = p->g[i], b = p->b[i];
    p->r[i] = level(rr * r + rg * g + rb * b + r1);
    p->g[i] = level(gr * r + gg * g + gb * b + g1);
    p->b[i] = level(br * r + bg * g + bb * b + b1);
  }
}

/* A channel at a height of HSV's hexagon, unrolled: from the least to the most channel. */
static inline float raised(float height, float least, float depth) {
  return __builtin_rintf(least + depth * at_least(at_most(height, 1.0f), 0.0f));
}

static void turn(planes *p, float sextants) {
  for (int i = 0; i < CHUNK; i++) {
    float r = p->r[i], g = p->g[i], b = p->b[i];
    float most = at_least(at_least(r, g), b);
    float least = at_most(at_most(r, g), b);
    float depth = most - least;
    float away = most == r ? g - b : most == g ? b - r : r - g;
    float base = most == r ? sextants : most == g ? sextants + 2.0f : sextants + 4.0f;
    float hue = base + away / at_least(depth, 1.0f);
    hue = hue - 6.0f * __builtin_floorf(hue * (1.0f / 6.0f));
    p->r[i] = raised(__builtin_fabsf(hue - 3.0f) - 1.0f, least, depth);
    p->g[i] = raised(2.0f - __builtin_fabsf(hue - 2.0f), least, depth);
    p->b[i] = raised(2.0f - __builtin_fabsf(hue - 4.0f), least, depth);
  }
}

static void run(planes *p, const float *program, int32_t parts) {
  for (int32_t i = 0; i < parts; i++) {
    const float *numbers = program + 1;
    switch ((int)*program) {
      case LINE:
        line(p->r, numbers[0], numbers[1]);
        line(p->g, numbers[0], numbers[1]);
        line(p->b, numbers[0], numbers[1]);
        program = numbers + 2;
        break;
      case MATRIX:
        matrix(p, numbers);
        program = numbers + 12;
        break;
      case HUE:
        turn(p, numbers[0]);
        program = numbers + 1;
        break;
    }
  }
}

#if defined(__SSSE3__)

#define LOAD(p) _mm_loadu_si128((const __m128i *)(p))
#define PICK(from, ...) _mm_shuffle_epi8(from, _mm_setr_epi8(__VA_ARGS__))
#define OR3(a, b, c) _mm_or_si128(_mm_or_si128(a, b), c)
#define _ -1

/* Sixteen pixels of 48 bytes into three planes. */
static void part(const uint8_t *from, uint8_t *r, uint8_t *g, uint8_t *b) {
  __m128i x = LOAD(from), y = LOAD(from + 16), z = LOAD(from + 32);
  _mm_storeu_si128((__m128i *)r, OR3(PICK(x, 0, 3, 6, 9, 12, 15, _, _, _, _, _, _, _, _, _, _),
                                     PICK(y, _, _, _, _, _, _, 2, 5, 8, 11, 14, _, _, _, _, _),
                                     PICK(z, _, _, _, _, _, _, _, _, _, _, _, 1, 4, 7, 10, 13)));
  _mm_storeu_si128((__m128i *)g, OR3(PICK(x, 1, 4, 7, 10, 13, _, _, _, _, _, _, _, _, _, _, _),
                                     PICK(y, _, _, _, _, _, 0, 3, 6, 9, 12, 15, _, _, _, _, _),
                                     PICK(z, _, _, _, _, _, _, _, _, _, _, _, 2, 5, 8, 11, 14)));
  _mm_storeu_si128((__m128i *)b, OR3(PICK(x, 2, 5, 8, 11, 14, _, _, _, _, _, _, _, _, _, _, _),
                                     PICK(y, _, _, _, _, _, 1, 4, 7, 10, 13, _, _, _, _, _, _),
                                     PICK(z, _, _, _, _, _, _, _, _, _, _, 0, 3, 6, 9, 12, 15)));
}

static void join(uint8_t *to, const uint8_t *red, const uint8_t *green, const uint8_t *blue) {
  __m128i r = LOAD(red), g = LOAD(green), b = LOAD(blue);
  _mm_storeu_si128((__m128i *)to, OR3(PICK(r, 0, _, _, 1, _, _, 2, _, _, 3, _, _, 4, _, _, 5),
                                      PICK(g, _, 0, _, _, 1, _, _, 2, _, _, 3, _, _, 4, _, _),
                                      PICK(b, _, _, 0, _, _, 1, _, _, 2, _, _, 3, _, _, 4, _)));
  _mm_storeu_si128((__m128i *)(to + 16), OR3(PICK(r, _, _, 6, _, _, 7, _, _, 8, _, _, 9, _, _, 10, _),
                                             PICK(g, 5, _, _, 6, _, _, 7, _, _, 8, _, _, 9, _, _, 10),
                                             PICK(b, _, 5, _, _, 6, _, _, 7, _, _, 8, _, _, 9, _, _)));
  _mm_storeu_si128((__m128i *)(to + 32), OR3(PICK(r, _, 11, _, _, 12, _, _, 13, _, _, 14, _, _, 15, _, _),
                                             PICK(g, _, _, 11, _, _, 12, _, _, 13, _, _, 14, _, _, 15, _),
                                             PICK(b, 10, _, _, 11, _, _, 12, _, _, 13, _, _, 14, _, _, 15)));
}

#undef LOAD
#undef PICK
#undef OR3
#undef _

#else

static void part(const uint8_t *from, uint8_t *r, uint8_t *g, uint8_t *b) {
  for (int i = 0; i < 16; i++) {
    r[i] = from[3 * i];
    g[i] = from[3 * i + 1];
    b[i] = from[3 * i + 2];
  }
}

static void join(uint8_t *to, const uint8_t *r, const uint8_t *g, const uint8_t *b) {
  for (int i = 0; i < 16; i++) {
    to[3 * i] = r[i];
    to[3 * i + 1] = g[i];
    to[3 * i + 2] = b[i];
  }
}

#endif

typedef struct {
  uint8_t r[CHUNK], g[CHUNK], b[CHUNK];
} bytes;

static void widen(float *to, const uint8_t *from) {
  for (int i = 0; i < CHUNK; i++) {
    to[i] = from[i];
  }
}

static void narrow(uint8_t *to, const float *from) {
  for (int i = 0; i < CHUNK; i++) {
    to[i] = (uint8_t)(int32_t)from[i];
  }
}

/* Rows that follow each other without a gap are one long row, of which less is left over. */
static picture flat(picture p, int gapless) {
  return gapless ? (picture){p.data, p.step * p.height, p.width * p.height, 1, p.channels} : p;
}

static int gapless(picture p) { return p.step == 3 * (int64_t)p.width; }

/* Splits up to CHUNK pixels; no byte behind them is read. */
static void split(bytes *to, const uint8_t *from, int n) {
  int whole = n - n % 16;
  for (int i = 0; i < whole; i += 16) {
    part(from + 3 * i, to->r + i, to->g + i, to->b + i);
  }
  if (whole < n) {
    uint8_t rest[48] = {0};
    memcpy(rest, from + 3 * whole, 3 * (size_t)(n - whole));
    part(rest, to->r + whole, to->g + whole, to->b + whole);
  }
}

/* Joins up to CHUNK pixels; no byte behind them is written. */
static void merge(uint8_t *to, const bytes *from, int n) {
  int whole = n - n % 16;
  for (int i = 0; i < whole; i += 16) {
    join(to + 3 * i, from->r + i, from->g + i, from->b + i);
  }
  if (whole < n) {
    uint8_t rest[48];
    join(rest, from->r + whole, from->g + whole, from->b + whole);
    memcpy(to + 3 * whole, rest, 3 * (size_t)(n - whole));
  }
}

static int at_once(int left) { return left < CHUNK ? left : CHUNK; }

static void colours(picture source, picture result, const float *program, int32_t parts) {
  int together = gapless(source) && gapless(result);
  picture from = flat(source, together), to = flat(result, together);
  bytes small = {{0}, {0}, {0}};
  planes wide;
  for (int y = 0; y < from.height; y++) {
    for (int x = 0; x < from.width; x += CHUNK) {
      int n = at_once(from.width - x);
      split(&small, from.data + y * from.step + 3 * (int64_t)x, n);
      widen(wide.r, small.r);
      widen(wide.g, small.g);
      widen(wide.b, small.b);
      run(&wide, program, parts);
      narrow(small.r, wide.r);
      narrow(small.g, wide.g);
      narrow(small.b, wide.b);
      merge(to.data + y * to.step + 3 * (int64_t)x, &small, n);
    }
  }
}

#if defined(__SSSE3__)

/* Up to CHUNK bytes; those behind them are 0. */
static int32_t total(const uint8_t *plane, int n) {
  __m128i sum = _mm_setzero_si128();
  for (int i = 0; i < n; i += 16) {
    sum = _mm_add_epi64(sum, _mm_sad_epu8(_mm_loadu_si128((const __m128i *)(plane + i)), _mm_setzero_si128()));
  }
  return _mm_cvtsi128_si32(sum) + _mm_extract_epi16(sum, 4);
}

#else

static int32_t total(const uint8_t *plane, int n) {
  int32_t sum = 0;
  for (int i = 0; i < n; i++) {
    sum += plane[i];
  }
  return sum;
}

#endif

static void sums(picture source, double *sums) {
  picture from = flat(source, gapless(source));
  bytes small;
  sums[0] = sums[1] = sums[2] = 0;
  for (int y = 0; y < from.height; y++) {
    for (int x = 0; x < from.width; x += CHUNK) {
      int n = at_once(from.width - x);
      split(&small, from.data + y * from.step + 3 * (int64_t)x, n);
      sums[0] += total(small.r, n);
      sums[1] += total(small.g, n);
      sums[2] += total(small.b, n);
    }
  }
}
