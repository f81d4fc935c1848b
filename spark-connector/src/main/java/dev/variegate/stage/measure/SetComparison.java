package dev.variegate.stage.measure;

import dev.variegate.base.Lazy;
import dev.variegate.quality.distribution.CrossNeighbors;
import dev.variegate.quality.distribution.CrossNeighbors.OfGenerated;
import dev.variegate.quality.distribution.CrossNeighbors.OfReal;
import dev.variegate.quality.distribution.FeatureBlock;
import dev.variegate.quality.distribution.FrechetDistance;
import dev.variegate.quality.distribution.NeighborScores;
import dev.variegate.quality.distribution.OwnNeighbors;
import dev.variegate.quality.distribution.Radii;
import dev.variegate.quality.distribution.VendiScore;
import java.io.Serializable;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/**
 * Generated images beside real ones, by their features. Only sums meet on the driver, and for each
 * image the distances to a few neighbors.
 */
final class SetComparison {

  private final FeatureSet real;
  private final FeatureSet generated;
  private final double confirmed;
  private final Lazy<NeighborScores> neighbors = new Lazy<>(this::compared);

  /**
   * Of two sets.
   *
   * @param confirmed share of the generated images whose class a classifier confirms
   */
  SetComparison(FeatureSet real, FeatureSet generated, double confirmed) {
    this.real = real;
    this.generated = generated;
    this.confirmed = confirmed;
  }

  /** Calculated once. */
  NeighborScores neighbors() {
    return neighbors.get();
  }

  double confirmed() {
    return confirmed;
  }

  double fid() {
    return FrechetDistance.between(real.moments(), generated.moments());
  }

  double vendi() {
    return VendiScore.of(generated.directions());
  }

  private NeighborScores compared() {
    var ofReal = own(real.vectors());
    var ofGenerated = own(generated.vectors());
    var context = JavaSparkContext.fromSparkContext(real.vectors().context());
    var radii = context.broadcast(new BothRadii(radii(ofReal), radii(ofGenerated)));
    try {
      var found =
          new TreeMap<>(
              real.vectors()
                  .cartesian(generated.vectors())
                  .flatMapToPair(
                      pair -> {
                        int i = pair._1._1;
                        int j = pair._2._1;
                        var both =
                            CrossNeighbors.between(
                                pair._1._2,
                                radii.value().real().get(i),
                                pair._2._2,
                                radii.value().generated().get(j),
                                j);
                        return List.of(
                                new Tuple2<>(new Side(true, i), (CrossNeighbors) both.real()),
                                new Tuple2<>(new Side(false, j), (CrossNeighbors) both.generated()))
                            .iterator();
                      })
                  .reduceByKey(CrossNeighbors::and)
                  .collectAsMap());
      return NeighborScores.of(
          ofReal,
          ofGenerated,
          found.values().stream().filter(OfReal.class::isInstance).map(OfReal.class::cast).toList(),
          found.values().stream()
              .filter(OfGenerated.class::isInstance)
              .map(OfGenerated.class::cast)
              .toList());
    } finally {
      radii.destroy();
    }
  }

  /** The radii of both sets, block by block. */
  private record BothRadii(List<Radii> real, List<Radii> generated) implements Serializable {}

  /** A block of one of the sets. */
  private record Side(boolean real, int block) implements Serializable, Comparable<Side> {

    @Override
    public int compareTo(Side other) {
      int bySet = Boolean.compare(real, other.real);
      return bySet == 0 ? Integer.compare(block, other.block) : bySet;
    }
  }

  private static List<Radii> radii(List<OwnNeighbors> blocks) {
    return blocks.stream().map(OwnNeighbors::radii).toList();
  }

  /** What the blocks of a set have in each other, in their order. */
  private static List<OwnNeighbors> own(JavaPairRDD<Integer, FeatureBlock> blocks) {
    var found =
        blocks
            .cartesian(blocks)
            .filter(pair -> pair._1._1 <= pair._2._1)
            .flatMapToPair(
                pair -> {
                  int i = pair._1._1;
                  int j = pair._2._1;
                  if (i == j) {
                    var own = OwnNeighbors.within(pair._1._2, i);
                    return List.of(new Tuple2<>(i, own)).iterator();
                  }
                  var both = OwnNeighbors.between(pair._1._2, i, pair._2._2, j);
                  return List.of(new Tuple2<>(i, both.first()), new Tuple2<>(j, both.second()))
                      .iterator();
                })
            .reduceByKey(OwnNeighbors::and)
            .collectAsMap();
    return List.copyOf(new TreeMap<>(found).values());
  }
}
