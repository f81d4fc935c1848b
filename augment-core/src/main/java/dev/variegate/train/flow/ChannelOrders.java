package dev.variegate.train.flow;

import java.util.stream.IntStream;

/**
 * The orders of channels that make the masks of RealNVP. After a squeeze the channels are those of
 * the upper left sample of each four, the upper right, the lower left and the lower right: a
 * checkerboard is the first and the last quarter against the two between.
 *
 * <p>Source: Dinh et al., arXiv:1605.08803, section 3.4, figure 3.
 */
final class ChannelOrders {

  private static final int[][] QUARTERS = {{0, 3, 1, 2}, {1, 2, 0, 3}, {0, 1, 2, 3}, {2, 3, 0, 1}};

  private ChannelOrders() {}

  /** For each place after step number {@code step} its place before that step. */
  static int[] move(int step, int channels) {
    int[] before = step == 0 ? IntStream.range(0, channels).toArray() : order(step - 1, channels);
    int[] after = order(step, channels);
    var places = new int[channels];
    for (int i = 0; i < channels; i++) {
      places[before[i]] = i;
    }
    return IntStream.of(after).map(channel -> places[channel]).toArray();
  }

  /** The channels as they lie at a step, the first half of which stays as it is. */
  static int[] order(int step, int channels) {
    int quarter = channels / 4;
    int[] quarters = QUARTERS[step % QUARTERS.length];
    return IntStream.range(0, channels)
        .map(i -> quarters[i / quarter] * quarter + i % quarter)
        .toArray();
  }
}
