package dev.variegate.benchmarks.gallery;

import dev.variegate.codec.ImageCodec;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * How well a mask of cells and membranes lies on its image: cells are light, membranes dark, so
 * that the mean gray inside less the mean gray between is largest where the mask fits.
 *
 * @param values all that occur in the mask
 * @param contrast gray levels between cells and membranes under the mask as it lies
 * @param shifted the same under the mask moved by {@value #SHIFT} pixels, the best of four ways
 */
record MaskFit(Set<Integer> values, double contrast, double shifted) {

  static final int SHIFT = 4;

  private static final int CELL = 255;

  /** Measures one pair of encoded gray images of one size. */
  static MaskFit of(byte[] image, byte[] mask, ImageCodec codec) {
    try (var gray = codec.decode(image);
        var marks = codec.decode(mask)) {
      if (!gray.size().equals(marks.size()) || gray.channels() != 1 || marks.channels() != 1) {
        throw new IllegalArgumentException(
            "Image is %s and mask is %s but must be gray and of one size; check how they were made"
                .formatted(gray, marks));
      }
      var light = gray.toBytes();
      var cells = marks.toBytes();
      var values = new HashSet<Integer>();
      for (byte value : cells) {
        values.add(Byte.toUnsignedInt(value));
      }
      int width = gray.width();
      double shifted = Double.NEGATIVE_INFINITY;
      for (int step : new int[] {-SHIFT, SHIFT, -SHIFT * width, SHIFT * width}) {
        shifted = Math.max(shifted, contrast(light, cells, step));
      }
      return new MaskFit(new TreeSet<>(values), contrast(light, cells, 0), shifted);
    }
  }

  /** Under the mask moved by so many samples; what it moves beyond the image is left out. */
  private static double contrast(byte[] light, byte[] cells, int step) {
    long[] sum = new long[2];
    long[] number = new long[2];
    for (int i = Math.max(0, -step); i < Math.min(light.length, light.length - step); i++) {
      int kind = Byte.toUnsignedInt(cells[i]) == CELL ? 1 : 0;
      sum[kind] += Byte.toUnsignedInt(light[i + step]);
      number[kind]++;
    }
    return (double) sum[1] / number[1] - (double) sum[0] / number[0];
  }
}
