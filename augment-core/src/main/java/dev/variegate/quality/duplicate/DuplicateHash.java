package dev.variegate.quality.duplicate;

import dev.variegate.random.Seeds;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

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
   * @param sample thumbnails of some images of the set, in a fixed order: a few hundred or more
   * @param images of the whole set, at least 1
   * @param tables more find more, and cost more
   */
  public static DuplicateHash fit(List<byte[]> sample, long images, int tables) {
    var natural = new Scatter();
    var changed = new Scatter();
    for (var thumbnail : sample) {
      var plane = LumaThumbnail.plane(thumbnail);
      var middle = middle(plane);
      natural.add(FrequencyDescriptor.of(plane), null);
      changed.add(
          FrequencyDescriptor.of(LumaThumbnail.blurred(plane)), FrequencyDescriptor.of(plane));
      for (var corner : CORNERS) {
        double room = 1 - CROPPED;
        var window = LumaThumbnail.window(plane, CROPPED, room * corner[0], room * corner[1]);
        changed.add(FrequencyDescriptor.of(window), middle);
      }
    }
    int bits = Math.min(MAX_BITS, Long.SIZE - Long.numberOfLeadingZeros(images) + EXTRA_BITS);
    var directions = discriminant(natural.covariance(), changed.covariance());
    return new DuplicateHash(tables, bits, natural.mean(), planes(directions, tables * bits));
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
  private static List<double[]> discriminant(DMatrixRMaj natural, DMatrixRMaj changed) {
    int n = natural.numRows;
    double ridge = RIDGE * Math.max(0, CommonOps_DDRM.trace(natural)) / n + LEAST_RIDGE;
    for (int i = 0; i < n; i++) {
      changed.add(i, i, ridge);
    }
    var inner = decomposed(changed);
    var whitening = new DMatrixRMaj(n, n);
    for (int k = 0; k < n; k++) {
      var vector = inner.getEigenVector(k);
      double scale = 1 / Math.sqrt(Math.max(ridge, inner.getEigenvalue(k).getReal()));
      CommonOps_DDRM.multAddTransB(scale, vector, vector, whitening);
    }
    var half = new DMatrixRMaj(n, n);
    var ratio = new DMatrixRMaj(n, n);
    CommonOps_DDRM.mult(whitening, natural, half);
    CommonOps_DDRM.mult(half, whitening, ratio);
    var outer = decomposed(ratio);
    return IntStream.range(0, n)
        .boxed()
        .sorted(Comparator.comparing((Integer k) -> -outer.getEigenvalue(k).getReal()))
        .limit(DIRECTIONS)
        .filter(k -> outer.getEigenvalue(k).getReal() > SMALLEST_RATIO)
        .map(k -> direction(whitening, outer, k))
        .toList();
  }

  private static double[] direction(
      DMatrixRMaj whitening, EigenDecomposition_F64<DMatrixRMaj> outer, int k) {
    var direction = new DMatrixRMaj(whitening.numRows, 1);
    CommonOps_DDRM.mult(
        1 / Math.sqrt(outer.getEigenvalue(k).getReal()),
        whitening,
        outer.getEigenVector(k),
        direction);
    return direction.data;
  }

  private static EigenDecomposition_F64<DMatrixRMaj> decomposed(DMatrixRMaj symmetric) {
    var decomposition = DecompositionFactory_DDRM.eig(symmetric.numRows, true, true);
    if (!decomposition.decompose(symmetric.copy())) {
      throw new ArithmeticException("Directions of thumbnails do not converge");
    }
    return decomposition;
  }

  /** Sums of differences and of their products. */
  private static final class Scatter {
    private final DMatrixRMaj products =
        new DMatrixRMaj(FrequencyDescriptor.LENGTH, FrequencyDescriptor.LENGTH);
    private final DMatrixRMaj sum = new DMatrixRMaj(FrequencyDescriptor.LENGTH, 1);
    private int number;

    void add(double[] one, double[] other) {
      var difference = DMatrixRMaj.wrap(one.length, 1, one.clone());
      for (int i = 0; other != null && i < one.length; i++) {
        difference.data[i] -= other[i];
      }
      CommonOps_DDRM.multAddTransB(difference, difference, products);
      CommonOps_DDRM.addEquals(sum, difference);
      number++;
    }

    double[] mean() {
      var mean = sum.copy();
      CommonOps_DDRM.divide(mean, Math.max(1, number));
      return mean.data;
    }

    DMatrixRMaj covariance() {
      var mean = DMatrixRMaj.wrap(FrequencyDescriptor.LENGTH, 1, mean());
      var covariance = products.copy();
      CommonOps_DDRM.divide(covariance, Math.max(1, number));
      CommonOps_DDRM.multAddTransB(-1, mean, mean, covariance);
      return covariance;
    }
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
