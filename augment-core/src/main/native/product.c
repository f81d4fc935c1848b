/* Products of matrices of floats. */
#include "kernels.h"

#include <string.h>

/* Columns, rows and sums that are worked on at a time: the columns of the second matrix are copied together first. */
#define COLUMNS (2 * WIDE)
#define ROWS 4
#define SUMMANDS 256

static inline float *row_of(image p, int64_t y) { return (float *)(p.data + y * p.step); }

static void add_products_of_rows(float *const *to, const float *const *first, const float *second, int n) {
  floats s[ROWS][2];
  for (int r = 0; r < ROWS; r++) {
    s[r][0] = loaded(to[r]);
    s[r][1] = loaded(to[r] + WIDE);
  }
  for (int k = 0; k < n; k++) {
    floats left = loaded(second + k * COLUMNS), right = loaded(second + k * COLUMNS + WIDE);
    for (int r = 0; r < ROWS; r++) {
      s[r][0] += first[r][k] * left;
      s[r][1] += first[r][k] * right;
    }
  }
  for (int r = 0; r < ROWS; r++) {
    stored(to[r], s[r][0]);
    stored(to[r] + WIDE, s[r][1]);
  }
}

/* Of some columns; rows beyond the last one are the last one again. */
static void add_columns(image first, image result, const float *second, int x, int columns, int from, int n) {
  size_t bytes = (size_t)columns * sizeof(float);
  for (int y = 0; y < result.height; y += ROWS) {
    float sums[ROWS][COLUMNS] = {{0}};
    float *to[ROWS];
    const float *rows[ROWS];
    for (int r = 0; r < ROWS; r++) {
      int row = y + r < result.height ? y + r : result.height - 1;
      to[r] = sums[r];
      rows[r] = row_of(first, row) + from;
      if (from > 0) {
        memcpy(sums[r], row_of(result, row) + x, bytes);
      }
    }
    add_products_of_rows(to, rows, second, n);
    for (int r = 0; r < ROWS && y + r < result.height; r++) {
      memcpy(row_of(result, y + r) + x, sums[r], bytes);
    }
  }
}

static void product(image first, image second, image result) {
  float packed[SUMMANDS * COLUMNS] = {0};
  for (int x = 0; x < result.width; x += COLUMNS) {
    int columns = result.width - x < COLUMNS ? result.width - x : COLUMNS;
    for (int from = 0; from < first.width; from += SUMMANDS) {
      int n = first.width - from < SUMMANDS ? first.width - from : SUMMANDS;
      for (int k = 0; k < n; k++) {
        memcpy(packed + k * COLUMNS, row_of(second, from + k) + x, (size_t)columns * sizeof(float));
      }
      add_columns(first, result, packed, x, columns, from, n);
    }
  }
}
