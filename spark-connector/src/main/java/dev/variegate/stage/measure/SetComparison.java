package dev.variegate.stage.measure;

import dev.variegate.base.Lazy;
import dev.variegate.quality.distribution.CrossPairs;
import dev.variegate.quality.distribution.CrossPairs.OfGenerated;
import dev.variegate.quality.distribution.CrossPairs.OfReal;
import dev.variegate.quality.distribution.FrechetDistance;
import dev.variegate.quality.distribution.Neighbors;
import dev.variegate.quality.distribution.OwnPairs;
import dev.variegate.quality.distribution.PairwiseScores;
import dev.variegate.quality.distribution.Radii;
import dev.variegate.quality.distribution.VendiScore;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/**
 * Generated images beside real ones, by their features. Only sums meet on the driver, and for each
 * image the distances to a few neighbors.
 */
final class SetComparison {

  private final Lazy<FeatureSet> real;
  private final Lazy<FeatureSet> generated;
  private final LabelScores labels;
  private final Neighbors neighbors;
  private final Lazy<PairwiseScores> pairwise = new Lazy<>(this::compared);

  /**
   * Of two sets.
   *
   * @param labels what is said of their labels
   * @param neighbors of pairwise scores
   */
  SetComparison(
      Lazy<FeatureSet> real, Lazy<FeatureSet> generated, LabelScores labels, Neighbors neighbors) {
    this.real = real;
    this.generated = generated;
    this.labels = labels;
    this.neighbors = neighbors;
  }

  /** Calculated once. */
  PairwiseScores pairwise() {
    return pairwise.get();
  }

  LabelScores labels() {
    return labels;
  }

  double fid() {
    return FrechetDistance.between(real.get().moments(), generated.get().moments());
  }

  double vendi() {
    return VendiScore.of(generated.get().directions());
  }

  private PairwiseScores compared() {
    return compared(real.get(), generated.get(), neighbors);
  }

  private static PairwiseScores compared(
      FeatureSet real, FeatureSet generated, Neighbors neighbors) {
    var ofReal = own(real, neighbors);
    var ofGenerated = own(generated, neighbors);
    var context = JavaSparkContext.fromSparkContext(real.vectors().context());
    var realRadii = context.broadcast(radii(ofReal));
    var generatedRadii = context.broadcast(radii(ofGenerated));
    try {
      var found =
          real.vectors()
              .cartesian(generated.vectors())
              .flatMapToPair(
                  pair -> {
                    int i = pair._1._1;
                    int j = pair._2._1;
                    var both =
                        CrossPairs.between(
                            pair._1._2,
                            realRadii.value()[i],
                            pair._2._2,
                            generatedRadii.value()[j],
                            j);
                    return List.of(
                            new Tuple2<>(i, (CrossPairs) both.real()),
                            new Tuple2<>(-1 - j, (CrossPairs) both.generated()))
                        .iterator();
                  })
              .reduceByKey(CrossPairs::and, real.blocks() + generated.blocks())
              .collectAsMap();
      return PairwiseScores.of(
          ofReal,
          ofGenerated,
          IntStream.range(0, real.blocks()).mapToObj(i -> (OfReal) found.get(i)).toList(),
          IntStream.range(0, generated.blocks())
              .mapToObj(j -> (OfGenerated) found.get(-1 - j))
              .toList());
    } finally {
      realRadii.destroy();
      generatedRadii.destroy();
    }
  }

  private static Radii[] radii(List<OwnPairs> blocks) {
    return blocks.stream().map(OwnPairs::radii).toArray(Radii[]::new);
  }

  /** What the blocks of a set have in each other, in their order. */
  private static List<OwnPairs> own(FeatureSet set, Neighbors neighbors) {
    var found =
        set.vectors()
            .cartesian(set.vectors())
            .filter(pair -> pair._1._1 <= pair._2._1)
            .flatMapToPair(
                pair -> {
                  int i = pair._1._1;
                  int j = pair._2._1;
                  if (i == j) {
                    var own = OwnPairs.within(pair._1._2, i, neighbors);
                    return List.of(new Tuple2<>(i, own)).iterator();
                  }
                  var both = OwnPairs.between(pair._1._2, i, pair._2._2, j, neighbors);
                  return List.of(new Tuple2<>(i, both.first()), new Tuple2<>(j, both.second()))
                      .iterator();
                })
            .reduceByKey(OwnPairs::and, set.blocks())
            .collectAsMap();
    return IntStream.range(0, set.blocks()).mapToObj(found::get).toList();
  }
}
