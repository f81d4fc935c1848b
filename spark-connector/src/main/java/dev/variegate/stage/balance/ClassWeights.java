package dev.variegate.stage.balance;

import java.io.Serializable;
import java.math.BigInteger;

/**
 * What the images of a class weigh together, where they do not all weigh the same. Weights are
 * whole numbers of steps, see {@link dev.variegate.stage.row.RowWeight}.
 *
 * @param sum of all weights
 * @param heaviest weight
 * @param unused images of weight 0, which are not copied
 */
public record ClassWeights(long sum, long heaviest, long unused) implements Serializable {

  /**
   * An image's share of copies in proportion to its weight.
   *
   * @param whole copies
   * @param remainder what is left of its share, below {@link ClassWeights#sum}; copies that are
   *     left go to the images with the largest
   */
  record Share(long whole, long remainder) {}

  /**
   * The share of one image, exactly. One that weighs more than any that was counted has the share
   * of the heaviest.
   *
   * @param copies of all images
   */
  Share share(long copies, long weight) {
    if (copies == 0) {
      return new Share(0, 0);
    }
    var parts =
        BigInteger.valueOf(copies)
            .multiply(BigInteger.valueOf(Math.min(weight, heaviest)))
            .divideAndRemainder(BigInteger.valueOf(sum));
    return new Share(parts[0].longValueExact(), parts[1].longValueExact());
  }
}
