package dev.variegate.benchmarks.speed;

import dev.variegate.lineage.EncodedSample;
import dev.variegate.policy.PolicyAugmenter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Times the plain library against the codec alone.
 *
 * @param threads cores at work
 * @param copies of each source
 * @param augmented copies a second with augmentation, the median of the rounds
 * @param floor copies a second with decoding and encoding alone, the median of the rounds
 * @param ratio of the time that the codec alone takes to the whole, the median of the rounds
 */
record CodecTimes(int threads, int copies, double augmented, double floor, double ratio) {

  private static final int SOURCES_A_ROUND = 50;
  private static final int WARM_UP_ROUNDS = 4;

  /** Takes turns of both kinds of work over the same few sources, all sources in the end. */
  static CodecTimes measure(BenchmarkSet set, PolicyAugmenter expansion, int threads, int copies) {
    var augmented = new ArrayList<Double>();
    var floor = new ArrayList<Double>();
    var ratio = new ArrayList<Double>();
    try (var rounds = new Rounds(threads)) {
      for (int round = -WARM_UP_ROUNDS; round < set.size() / SOURCES_A_ROUND; round++) {
        int first = Math.floorMod(round * SOURCES_A_ROUND, set.size());
        var sources = set.images().subList(first, first + SOURCES_A_ROUND);
        var times = turn(sources, expansion, rounds, copies);
        if (round >= 0) {
          augmented.add(SOURCES_A_ROUND * copies / times.augmented);
          floor.add(SOURCES_A_ROUND * copies / times.floor);
          ratio.add(times.floor / times.augmented);
        }
      }
    }
    return new CodecTimes(
        threads, copies, Rounds.median(augmented), Rounds.median(floor), Rounds.median(ratio));
  }

  private record Times(double augmented, double floor) {}

  private static Times turn(
      List<byte[]> sources, PolicyAugmenter expansion, Rounds rounds, int copies) {
    var floors = new ArrayList<CodecFloor>();
    var work = new ArrayList<Runnable>();
    for (var source : sources) {
      var finished = made(expansion, source, copies).stream().map(EncodedSample::encoded).toList();
      floors.add(new CodecFloor(Optional.of(source), finished));
      work.add(() -> made(expansion, source, copies));
    }
    try {
      double augmented = rounds.seconds(work);
      double floor = rounds.seconds(floors);
      augmented = (augmented + rounds.seconds(work)) / 2;
      floor = (floor + rounds.seconds(floors)) / 2;
      return new Times(augmented, floor);
    } finally {
      floors.forEach(CodecFloor::close);
    }
  }

  private static List<EncodedSample> made(PolicyAugmenter expansion, byte[] source, int copies) {
    return expansion.expand(source, "benchmark", 1, copies);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d copies, %d cores: %6.0f images/s, codec alone %6.0f images/s, ratio %.2f",
        copies,
        threads,
        augmented,
        floor,
        ratio);
  }
}
