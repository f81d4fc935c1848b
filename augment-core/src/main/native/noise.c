/* Normal numbers from the counter-based generator Philox 4x32 with 10 rounds (Salmon et al., "Parallel random numbers:
   as easy as 1, 2, 3", SC'11), by Box and Muller's pairs, and samples that such noise is added to. */
#include "kernels.h"

/* Numbers that are made at a time, and blocks of four words that they are made of. */
#define DRAWN 128
#define BLOCKS (DRAWN / 4)

typedef struct {
  uint32_t words[4][BLOCKS];
} drawn;

/* The counters are (block, 0, row, channel), which is the stream of dev.variegate.random.Seeds.row. */
static void draw(drawn *to, uint64_t seed, uint32_t block, uint32_t row, uint32_t channel) {
  for (uint32_t i = 0; i < BLOCKS; i++) {
    uint32_t c0 = block + i, c1 = 0, c2 = row, c3 = channel;
    uint32_t k0 = (uint32_t)seed, k1 = (uint32_t)(seed >> 32);
    for (int round = 0; round < 10; round++) {
      uint64_t product0 = (uint64_t)0xD2511F53u * c0, product1 = (uint64_t)0xCD9E8D57u * c2;
      c0 = (uint32_t)(product1 >> 32) ^ c1 ^ k0;
      c1 = (uint32_t)product1;
      c2 = (uint32_t)(product0 >> 32) ^ c3 ^ k1;
      c3 = (uint32_t)product0;
      k0 += 0x9E3779B9u;
      k1 += 0xBB67AE85u;
    }
    to->words[0][i] = c0;
    to->words[1][i] = c1;
    to->words[2][i] = c2;
    to->words[3][i] = c3;
  }
}

/* A pair of normal numbers of each two words: how far from 0, and in which direction, by quarters of a turn. */
static void pairs(float *first, float *second, const uint32_t *far, const uint32_t *direction) {
  for (int i = 0; i < BLOCKS; i++) {
    float even = ((float)(int32_t)(far[i] >> 9) + 0.5f) * 0x1p-23f;
    float radius = __builtin_sqrtf(-2.0f * logarithm(even));
    uint32_t quarter = direction[i] >> 30;
    float angle = (float)((int32_t)(direction[i] << 2) >> 8) * 9.36267571e-8f; /* pi/2 in 2^-24 */
    float sine = radius * sine_of(angle), cosine = radius * cosine_of(angle);
    float x = quarter & 1 ? sine : cosine, y = quarter & 1 ? cosine : sine;
    first[i] = of_bits((int32_t)((uint32_t)bits_of(x) ^ ((quarter + 1) & 2) << 30));
    second[i] = of_bits((int32_t)((uint32_t)bits_of(y) ^ (quarter & 2) << 30));
  }
}

/* At least n numbers, of pixels from x on, which is a multiple of DRAWN. */
static void make_normals(float *to, int n, uint64_t seed, int x, int row, int channel) {
  for (int i = 0; i < n; i += DRAWN) {
    drawn d;
    draw(&d, seed, (uint32_t)(x + i) / 4, (uint32_t)row, (uint32_t)channel);
    pairs(to + i, to + i + BLOCKS, d.words[0], d.words[1]);
    pairs(to + i + 2 * BLOCKS, to + i + 3 * BLOCKS, d.words[2], d.words[3]);
  }
}

static void normals(image result, uint64_t seed) {
  for (int y = 0; y < result.height; y++) {
    float *to = (float *)(result.data + y * result.step);
    for (int x = 0; x < result.width; x += CHUNK) {
      int n = at_once(result.width - x);
      for (int k = 0; k < result.channels; k++) {
        float made[CHUNK];
        make_normals(made, n, seed, x, y, k);
        for (int i = 0; i < n; i++) {
          to[(int64_t)(x + i) * result.channels + k] = made[i];
        }
      }
    }
  }
}

/* The variance is a square of the level. */
static void add_noise(float *p, const float *noise, const float *variance) {
  float v0 = variance[0], v1 = variance[1], v2 = variance[2];
  for (int i = 0; i < CHUNK; i++) {
    p[i] = level(p[i] + __builtin_sqrtf(v0 + p[i] * (v1 + p[i] * v2)) * noise[i]);
  }
}

static void grain(image source, image result, const float *numbers, uint64_t seed) {
  const float *variance = numbers, *shares = numbers + 3;
  planes p = {{0}, {0}, {0}};
  for (int y = 0; y < source.height; y++) {
    for (int x = 0; x < source.width; x += CHUNK) {
      int n = at_once(source.width - x);
      const uint8_t *from = source.data + y * source.step + (int64_t)x * source.channels;
      uint8_t *to = result.data + y * result.step + (int64_t)x * result.channels;
      planes noise = {{0}, {0}, {0}};
      make_normals(noise.r, n, seed, x, y, 0);
      if (source.channels == 3) {
        make_normals(noise.g, n, seed, x, y, 1);
        make_normals(noise.b, n, seed, x, y, 2);
        split(&p, from, n);
        mix(&noise, shares);
        add_noise(p.r, noise.r, variance);
        add_noise(p.g, noise.g, variance);
        add_noise(p.b, noise.b, variance);
        merge(to, &p, n);
      } else {
        for (int i = 0; i < n; i++) {
          p.r[i] = from[i];
          noise.r[i] *= shares[0];
        }
        add_noise(p.r, noise.r, variance);
        for (int i = 0; i < n; i++) {
          to[i] = (uint8_t)(int32_t)p.r[i];
        }
      }
    }
  }
}
