package dev.variegate.quality.duplicate;

import dev.variegate.matrix.MatrixProduct;
import dev.variegate.matrix.SymmetricEigen;
import dev.variegate.quality.distribution.FeatureBlock;
import dev.variegate.quality.distribution.Moments;
import dev.variegate.random.Seeds;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Locality-sensitive hashing of images: near-duplicates probably share a hash in one of several
 * tables, and other images seldom do (Charikar, "Similarity Estimation Techniques from Rounding
 * Algorithms", 2002).
 *
 * <p>The bits are signs of random projections of the image's low frequencies, in the directions in
 * which the images of the set differ most compared to what cropping and resizing change: as in
 * linear discriminant analysis, where each image is a class. Images of a set that look alike, such
 * as trousers, are so distinguished.
 */
public final class DuplicateHash implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final double CROPPED = 0.95;
  private static final double[][] CORNERS = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};
  private static final int DIRECTIONS = 20;
  private static final double RIDGE = 1e-3;
  private static final double LEAST_RIDGE = 1e-9;
  private static final double SMALLEST_RATIO = 1e-6;

  /** Beyond the number of binary digits of the number of images: other images seldom meet. */
  private static final int EXTRA_BITS = 4;

  private static final int MAX_BITS = 40;

  private final int tables;
  private final int bits;
  private final double[] mean;
  private final double[][] planes; // of each bit of each table

  private DuplicateHash(int tables, int bits, double[] mean, double[][] planes) {
    this.tables = tables;
    this.bits = bits;
    this.mean = mean;
    this.planes = planes;
  }

  /**
   * Learns the directions.
   *
   * @param sample thumbnails of some images of the set, in a fixed order: 1 or more, better a few
   *     hundred
   * @param images of the whole set, at least 1
   * @param tables more find more, and cost more
   */
  public static DuplicateHash fit(List<byte[]> sample, long images, int tables) {
    var natural = new ArrayList<double[]>();
    var changed = new ArrayList<double[]>();
    for (var thumbnail : sample) {
      var plane = LumaThumbnail.plane(thumbnail);
      var whole = FrequencyDescriptor.of(plane);
      var middle = middle(plane);
      natural.add(whole);
      changed.add(difference(FrequencyDescriptor.of(LumaThumbnail.blurred(plane)), whole));
      for (var corner : CORNERS) {
        double room = 1 - CROPPED;
        var window = LumaThumbnail.window(plane, CROPPED, room * corner[0], room * corner[1]);
        changed.add(difference(FrequencyDescriptor.of(window), middle));
      }
    }
    int bits = Math.min(MAX_BITS, Long.SIZE - Long.numberOfLeadingZeros(images) + EXTRA_BITS);
    var seen = Moments.of(FeatureBlock.of(natural));
    var directions =
        sample.size() < 2
            ? List.<double[]>of()
            : discriminant(seen.covariance(), Moments.of(FeatureBlock.of(changed)).covariance());
    return new DuplicateHash(tables, bits, seen.mean(), planes(directions, tables * bits));
  }

  private static double[] difference(double[] one, double[] other) {
    var difference = one.clone();
    for (int i = 0; i < one.length; i++) {
      difference[i] -= other[i];
    }
    return difference;
  }

  private static double[] middle(float[] plane) {
    double edge = (1 - CROPPED) / 2;
    return FrequencyDescriptor.of(LumaThumbnail.window(plane, CROPPED, edge, edge));
  }

  /** Random mixtures of the directions, each a normal of a plane that parts images in two. */
  private static double[][] planes(List<double[]> directions, int number) {
    var random = Seeds.generator(0, "near-duplicates", 0, 0);
    var planes = new double[number][FrequencyDescriptor.LENGTH];
    for (var plane : planes) {
      for (var direction : directions) {
        double weight = random.nextGaussian();
        for (int i = 0; i < plane.length; i++) {
          plane[i] += weight * direction[i];
        }
      }
    }
    return planes;
  }

  /** Directions in which images differ by 1 on average, those first in which changes are least. */
  private static List<double[]> discriminant(double[] natural, double[] changed) {
    int n = FrequencyDescriptor.LENGTH;
    double trace = 0;
    for (int i = 0; i < n; i++) {
      trace += natural[i * n + i];
    }
    double ridge = RIDGE * Math.max(0, trace) / n + LEAST_RIDGE;
    for (int i = 0; i < n; i++) {
      changed[i * n + i] += ridge;
    }
    var whitening = inverseRoot(SymmetricEigen.of(changed, n), ridge);
    var half = MatrixProduct.of(whitening, n, natural, n, n); // both are symmetric
    var ratio = SymmetricEigen.of(MatrixProduct.of(half, n, whitening, n, n), n);
    var directions = new ArrayList<double[]>();
    for (int k = 0; k < DIRECTIONS && ratio.values()[k] > SMALLEST_RATIO; k++) {
      var direction = MatrixProduct.of(whitening, n, ratio.vectors()[k], 1, n);
      double scale = 1 / Math.sqrt(ratio.values()[k]);
      directions.add(Arrays.stream(direction).map(number -> number * scale).toArray());
    }
    return directions;
  }

  /**
   * The inverse of the root of a symmetric matrix.
   *
   * @param least of the eigenvalues, below which rounding has taken them
   */
  private static double[] inverseRoot(SymmetricEigen matrix, double least) {
    int n = matrix.values().length;
    var root = new double[n * n];
    for (int k = 0; k < n; k++) {
      var vector = matrix.vectors()[k];
      double scale = 1 / Math.sqrt(Math.max(least, matrix.values()[k]));
      for (int at = 0; at < root.length; at++) {
        root[at] += scale * vector[at / n] * vector[at % n];
      }
    }
    return root;
  }

  /**
   * The hashes of an image, no one twice: images that share one may be near-duplicates.
   *
   * @param thumbnail by {@link LumaThumbnail}
   */
  public long[] of(byte[] thumbnail) {
    var plane = LumaThumbnail.plane(thumbnail);
    var whole = FrequencyDescriptor.of(plane);
    if (Arrays.stream(whole).allMatch(number -> number == 0)) {
      return new long[] {~(long) Arrays.hashCode(thumbnail)}; // flat: only equal ones are alike
    }
    var views = List.of(whole, middle(plane));
    var hashes = new ArrayList<Long>();
    for (int table = 0; table < tables; table++) {
      for (var view : views) {
        hashes.add(hash(view, table));
      }
    }
    return hashes.stream().mapToLong(Long::longValue).distinct().toArray();
  }

  private long hash(double[] view, int table) {
    long hash = table;
    for (int bit = 0; bit < bits; bit++) {
      var plane = planes[table * bits + bit];
      double side = 0;
      for (int i = 0; i < plane.length; i++) {
        side += plane[i] * (view[i] - mean[i]);
      }
      hash = hash << 1 | (side > 0 ? 1 : 0);
    }
    return hash;
  }
}
