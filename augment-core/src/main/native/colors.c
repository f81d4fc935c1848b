/* Several changes of colors in one pass, in planes of floats that hold whole levels 0..255. */
#include "kernels.h"

#include <string.h>
#if defined(__AVX2__)
#include <immintrin.h>
#endif

typedef struct {
  float r[CHUNK], g[CHUNK], b[CHUNK];
} planes;

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

static void mix(planes *p, const float *m) {
  float rr = m[0], rg = m[1], rb = m[2], r1 = m[3];
  float gr = m[4], gg = m[5], gb = m[6], g1 = m[7];
  float br = m[8], bg = m[9], bb = m[10], b1 = m[11];
  for (int i = 0; i < CHUNK; i++) {
    float r = p->r[i], g = p->g[i], b = p->b[i];
    p->r[i] = rr * r + rg * g + rb * b + r1;
    p->g[i] = gr * r + gg * g + gb * b + g1;
    p->b[i] = br * r + bg * g + bb * b + b1;
  }
}

static void logarithms(float *p, float least) {
  for (int i = 0; i < CHUNK; i++) {
    p[i] = logarithm(at_least(p[i], least));
  }
}

/* What is below -80 is 0 to any sample. */
static void powers(float *p, float most) {
  for (int i = 0; i < CHUNK; i++) {
    p[i] = power_of_e(at_least(at_most(p[i], most), -80.0f));
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

/* Bytes of eight pixels. */
#define OF_EIGHT 24

#if defined(__AVX2__)

/* Reads four bytes behind the eight pixels. */
static void part(const uint8_t *from, float *r, float *g, float *b) {
  const __m256i red = _mm256_setr_epi8(0, -1, -1, -1, 3, -1, -1, -1, 6, -1, -1, -1, 9, -1, -1, -1, 0, -1, -1, -1, 3,
                                       -1, -1, -1, 6, -1, -1, -1, 9, -1, -1, -1);
  const __m256i next = _mm256_set1_epi32(1); /* of the four bytes of a pattern the first alone is no -1 */
  __m256i pixels = _mm256_inserti128_si256(_mm256_castsi128_si256(_mm_loadu_si128((const __m128i *)from)),
                                           _mm_loadu_si128((const __m128i *)(from + OF_EIGHT / 2)), 1);
  __m256i green = _mm256_add_epi8(red, next), blue = _mm256_add_epi8(green, next);
  _mm256_storeu_ps(r, _mm256_cvtepi32_ps(_mm256_shuffle_epi8(pixels, red)));
  _mm256_storeu_ps(g, _mm256_cvtepi32_ps(_mm256_shuffle_epi8(pixels, green)));
  _mm256_storeu_ps(b, _mm256_cvtepi32_ps(_mm256_shuffle_epi8(pixels, blue)));
}

static void join(uint8_t *to, const float *r, const float *g, const float *b) {
  const __m256i packed = _mm256_setr_epi8(0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, -1, -1, -1, -1, 0, 1, 2, 4, 5, 6, 8,
                                          9, 10, 12, 13, 14, -1, -1, -1, -1);
  const __m256i together = _mm256_setr_epi32(0, 1, 2, 4, 5, 6, 3, 7);
  __m256i red = _mm256_cvtps_epi32(_mm256_loadu_ps(r));
  __m256i green = _mm256_slli_epi32(_mm256_cvtps_epi32(_mm256_loadu_ps(g)), 8);
  __m256i blue = _mm256_slli_epi32(_mm256_cvtps_epi32(_mm256_loadu_ps(b)), 16);
  __m256i pixels = _mm256_or_si256(_mm256_or_si256(red, green), blue);
  __m256i bytes = _mm256_permutevar8x32_epi32(_mm256_shuffle_epi8(pixels, packed), together);
  _mm_storeu_si128((__m128i *)to, _mm256_castsi256_si128(bytes));
  _mm_storel_epi64((__m128i *)(to + 16), _mm256_extracti128_si256(bytes, 1));
}

#else

static void part(const uint8_t *from, float *r, float *g, float *b) {
  for (int i = 0; i < 8; i++) {
    r[i] = from[3 * i];
    g[i] = from[3 * i + 1];
    b[i] = from[3 * i + 2];
  }
}

static void join(uint8_t *to, const float *r, const float *g, const float *b) {
  for (int i = 0; i < 8; i++) {
    to[3 * i] = (uint8_t)(int32_t)r[i];
    to[3 * i + 1] = (uint8_t)(int32_t)g[i];
    to[3 * i + 2] = (uint8_t)(int32_t)b[i];
  }
}

#endif

/* Splits up to CHUNK pixels; the last two to nine from a copy, behind which there is something to read. */
static void split(planes *to, const uint8_t *from, int n) {
  int last = (n - 2) / 8 * 8;
  for (int i = 0; i < last; i += 8) {
    part(from + 3 * i, to->r + i, to->g + i, to->b + i);
  }
  uint8_t rest[3 * OF_EIGHT] = {0};
  memcpy(rest, from + 3 * last, 3 * (size_t)(n - last));
  for (int i = last; i < n; i += 8) {
    part(rest + 3 * (i - last), to->r + i, to->g + i, to->b + i);
  }
}

static void add_source(planes *p, const uint8_t *from, int n, float weight) {
  planes source;
  split(&source, from, n);
  for (int i = 0; i < n; i++) {
    p->r[i] = level(p->r[i] + weight * source.r[i]);
    p->g[i] = level(p->g[i] + weight * source.g[i]);
    p->b[i] = level(p->b[i] + weight * source.b[i]);
  }
}

/* from is where the n pixels were split from. */
static void run(planes *p, const uint8_t *from, int n, const float *program, int32_t parts) {
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
      case MIX:
        mix(p, numbers);
        program = numbers + 12;
        break;
      case LOG:
        logarithms(p->r, numbers[0]);
        logarithms(p->g, numbers[0]);
        logarithms(p->b, numbers[0]);
        program = numbers + 1;
        break;
      case EXP:
        powers(p->r, numbers[0]);
        powers(p->g, numbers[0]);
        powers(p->b, numbers[0]);
        program = numbers + 1;
        break;
      case BLEND:
        add_source(p, from, n, numbers[0]);
        program = numbers + 1;
        break;
    }
  }
}

/* Joins up to CHUNK pixels; no byte behind them is written. */
static void merge(uint8_t *to, const planes *from, int n) {
  int whole = n - n % 8;
  for (int i = 0; i < whole; i += 8) {
    join(to + 3 * i, from->r + i, from->g + i, from->b + i);
  }
  if (whole < n) {
    uint8_t rest[OF_EIGHT];
    join(rest, from->r + whole, from->g + whole, from->b + whole);
    memcpy(to + 3 * whole, rest, 3 * (size_t)(n - whole));
  }
}

/* Rows that follow each other without a gap are one long row, of which less is left over. */
static image flat(image p, int gapless) {
  return gapless ? (image){p.data, p.step * p.height, p.width * p.height, 1, p.channels} : p;
}

static int gapless(image p) { return p.step == 3 * (int64_t)p.width; }

static int at_once(int left) { return left < CHUNK ? left : CHUNK; }

static void colors(image source, image result, const float *program, int32_t parts) {
  int together = gapless(source) && gapless(result);
  image from = flat(source, together), to = flat(result, together);
  planes pixels = {{0}, {0}, {0}};
  for (int y = 0; y < from.height; y++) {
    for (int x = 0; x < from.width; x += CHUNK) {
      int n = at_once(from.width - x);
      const uint8_t *at = from.data + y * from.step + 3 * (int64_t)x;
      split(&pixels, at, n);
      run(&pixels, at, n, program, parts);
      merge(to.data + y * to.step + 3 * (int64_t)x, &pixels, n);
    }
  }
}

/* Sums are kept in so many lanes, so that they are added up in the same order at every level. */
#define SUMMED 8

typedef struct {
  double lanes[SUMMED];
} sum;

static void add(sum *to, const float *p, int n) {
  sum s = *to;
  for (int i = 0; i < n; i += SUMMED) {
    for (int k = 0; k < SUMMED; k++) {
      s.lanes[k] += p[i + k];
    }
  }
  *to = s;
}

static void add_products(sum *to, const float *p, const float *q, int n) {
  sum s = *to;
  for (int i = 0; i < n; i += SUMMED) {
    for (int k = 0; k < SUMMED; k++) {
      s.lanes[k] += (double)p[i + k] * (double)q[i + k];
    }
  }
  *to = s;
}

static void blank(float *p, int from) { memset(p + from, 0, (size_t)(CHUNK - from) * sizeof *p); }

static void moments(image source, const float *program, int32_t parts, double *moments) {
  image from = flat(source, gapless(source));
  planes p = {{0}, {0}, {0}};
  sum sums[9] = {{{0}}};
  for (int y = 0; y < from.height; y++) {
    for (int x = 0; x < from.width; x += CHUNK) {
      int n = at_once(from.width - x);
      const uint8_t *at = from.data + y * from.step + 3 * (int64_t)x;
      split(&p, at, n);
      run(&p, at, n, program, parts);
      const float *all[] = {p.r, p.g, p.b};
      blank(p.r, n);
      blank(p.g, n);
      blank(p.b, n);
      sum *next = sums + 3;
      for (int i = 0; i < 3; i++) {
        add(sums + i, all[i], n);
        for (int k = i; k < 3; k++) {
          add_products(next++, all[i], all[k], n);
        }
      }
    }
  }
  for (int i = 0; i < 9; i++) {
    moments[i] = 0;
    for (int k = 0; k < SUMMED; k++) {
      moments[i] += sums[i].lanes[k];
    }
  }
}

/* Samples of 32 pixels, in each of which a channel has the same places. */
#define LANES 96

/* How many samples fit the sum of one lane. */
#define MOST 256

/* Adds up whole groups of lanes, and what is left one by one. */
static void sums(image source, double *sums) {
  image from = flat(source, gapless(source));
  sums[0] = sums[1] = sums[2] = 0;
  for (int y = 0; y < from.height; y++) {
    const uint8_t *at = from.data + y * from.step;
    int64_t left = 3 * (int64_t)from.width;
    while (left >= LANES) {
      uint16_t lanes[LANES] = {0};
      for (int i = 0; i < MOST && left >= LANES; i++) {
        for (int k = 0; k < LANES; k++) {
          lanes[k] += at[k];
        }
        at += LANES;
        left -= LANES;
      }
      for (int k = 0; k < LANES; k++) {
        sums[k % 3] += lanes[k];
      }
    }
    for (int64_t i = 0; i < left; i++) {
      sums[i % 3] += at[i];
    }
  }
}
