/* What the kernels have in common. Every kernel is compiled once for each level of processor, from the same lines and
   without any freedom to reorder floating point, so that all levels give the very same samples. */
#ifndef VARIEGATE_KERNELS_H
#define VARIEGATE_KERNELS_H

#include <stdint.h>

/* Pixels that are worked on at a time: all of it stays in the first cache. */
#define CHUNK 256

/* Up to which distance neighbors are convolved, and how many scales are seen at once. */
#define MOST_REACH 16
#define MOST_SCALES 16

/* 8-bit samples, channels interleaved; step is the distance of two rows in bytes. */
typedef struct {
  uint8_t *data;
  int64_t step;
  int32_t width;
  int32_t height;
  int32_t channels;
} image;

/* As dev.variegate.image.Border, in its order. */
enum border { CONSTANT, REFLECT101, REPLICATE, WRAP };

/* What is seen beyond the edge; fill has a sample for each channel and counts for CONSTANT alone. */
typedef struct {
  int32_t border;
  uint8_t fill[4];
} edge;

/* A neighbor: how many bytes away it is, and its weight in 2^-16. */
typedef struct {
  int32_t offset;
  int32_t weight;
} tap;

/* The parts of a program of colors, each followed by its numbers. */
enum part {
  LINE,   /* slope, offset: every sample */
  MATRIX, /* twelve numbers, row by row, the offset last */
  HUE,    /* sextants, 0..6: HSV's hue turns, saturation and value stay */
  MIX,    /* as MATRIX, neither rounded nor clamped; so are the next two */
  LOG,    /* least: the natural logarithm of every sample, or of the least */
  EXP,    /* most: the power of e, up to the most */
  BLEND   /* weight: the source by its weight is added */
};

/* The kernels of one level of processor. */
typedef struct {
  /* Bilinear; back is the projective map from the result to the source, nine numbers row by row. */
  void (*warp)(image source, image result, const double *back, edge beyond);
  /* Bilinear; map has a row of width pairs (x, y) for each row of the result, relative to it or not. */
  void (*remap)(image source, image result, const float *map, int64_t step, int32_t relative, edge beyond);
  /* The weighed sum of the neighbors of each sample; the weights sum to 2^16 at most, and all neighbors of all
     samples of the source can be read. */
  void (*filter)(image source, image result, const tap *taps, int32_t number);
  /* The weighed sum of the neighbors of each sample, up to reach away; weights of those to the right and below, row by
     row from the middle on, count for the others too. All neighbors of all samples of the source can be read. */
  void (*convolve)(image source, image result, const float *weights, int32_t reach);
  /* The mean of the source and of itself at every scale about its middle, bilinear; no scale is below 1. */
  void (*zooms)(image source, image result, const double *scales, int32_t number);
  /* RGB to RGB, parts done in order, each rounded and clamped but for those that say otherwise, which are not the
     last. The result may be the source. */
  void (*colors)(image source, image result, const float *program, int32_t parts);
  /* Of RGB that has gone through the parts: the sums of all three, then of their products with the first, the second
     and the third, each product once. */
  void (*moments)(image source, const float *program, int32_t parts, double *moments);
  /* The sums of red, green and blue. */
  void (*sums)(image source, double *sums);
  /* Independent normal numbers of mean 0 and variance 1; the result has floats in place of bytes. */
  void (*normals)(image result, uint64_t seed);
  /* Gray or RGB to which such numbers are added: three numbers, the variance's share that is constant, linear and
     square in the level, then a matrix as of MIX by which the noise of a pixel is mixed first; of gray its first number. */
  void (*grain)(image source, image result, const float *numbers, uint64_t seed);
  /* Another level for each; table has 256. The result may be the source. */
  void (*look_up)(image source, image result, const uint8_t *table);
  /* The product of two matrices of one channel of floats, each sum in the order of the rows of the second. */
  void (*product)(image first, image second, image result);
} kernels;

extern const kernels sse2_kernels, avx2_kernels, avx512_kernels;

#define JOINED(level, name) level##_##name
#define NAMED(level, name) JOINED(level, name)
#define OF_LEVEL(name) NAMED(LEVEL, name)

#endif
