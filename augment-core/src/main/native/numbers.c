/* Functions of floats by sums and products alone, for those of the C library differ from machine to machine. Within two
   units of the last place. */
#include "kernels.h"

#include <string.h>

static inline int32_t bits_of(float value) {
  int32_t bits;
  memcpy(&bits, &value, sizeof bits);
  return bits;
}

static inline float of_bits(int32_t bits) {
  float value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

static inline float at_most(float a, float b) { return a < b ? a : b; }
static inline float at_least(float a, float b) { return a > b ? a : b; }
static inline float level(float value) { return at_least(at_most(__builtin_rintf(value), 255.0f), 0.0f); }

/* Two logarithms of 2 that sum to it; the first has few bits, so that its multiples are exact. */
#define LN2_HIGH 0.693359375f
#define LN2_LOW -2.12194440e-4f

/* The natural logarithm of a normal number above 0: that of its power of 2 and of a rest within sqrt(1/2)..sqrt(2),
   for which ln m = 2 artanh((m - 1) / (m + 1)). */
static inline float logarithm(float value) {
  int32_t bits = bits_of(value);
  int32_t power = (bits - 0x3f3504f3) >> 23;
  float m = of_bits(bits - (int32_t)((uint32_t)power << 23));
  float e = (float)power;
  float s = (m - 1.0f) / (m + 1.0f);
  float q = s * s;
  float tail = q * (1 / 3.0f + q * (1 / 5.0f + q * (1 / 7.0f + q * (1 / 9.0f))));
  return e * LN2_HIGH + (2.0f * s + (2.0f * s * tail + e * LN2_LOW));
}

/* The power of e, of -80..80: a power of 2 and Taylor's series of a rest within half of ln 2. */
static inline float power_of_e(float value) {
  float n = __builtin_rintf(value * 1.44269504f);
  float r = value - n * LN2_HIGH - n * LN2_LOW;
  float series = 1 / 24.0f + r * (1 / 120.0f + r * (1 / 720.0f + r * (1 / 5040.0f)));
  float rest = 1.0f + (r + r * r * (0.5f + r * (1 / 6.0f + r * series)));
  return rest * of_bits((int32_t)(((uint32_t)(int32_t)n + 127) << 23));
}

/* Of an angle within an eighth of a turn: Taylor's series. */
static inline float sine_of(float angle) {
  float s = angle * angle;
  return angle + angle * s * (-1 / 6.0f + s * (1 / 120.0f + s * (-1 / 5040.0f + s * (1 / 362880.0f))));
}

static inline float cosine_of(float angle) {
  float s = angle * angle;
  return 1.0f + s * (-0.5f + s * (1 / 24.0f + s * (-1 / 720.0f + s * (1 / 40320.0f))));
}

/* As many floats as a register holds. */
#if defined(__AVX512F__)
#define WIDE 16
#elif defined(__AVX2__)
#define WIDE 8
#else
#define WIDE 4
#endif

typedef float floats __attribute__((vector_size(4 * WIDE)));
