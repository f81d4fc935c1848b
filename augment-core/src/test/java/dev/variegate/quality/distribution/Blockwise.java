package dev.variegate.quality.distribution;

import dev.variegate.quality.distribution.CrossPairs.OfGenerated;
import dev.variegate.quality.distribution.CrossPairs.OfReal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Scores of sets in blocks, merged in another order than a single block has. */
final class Blockwise {

  private Blockwise() {}

  static PairwiseScores scores(
      List<double[]> real, List<double[]> generated, int rows, Neighbors neighbors) {
    var first = blocks(real, rows);
    var second = blocks(generated, rows);
    var ofReal = own(first, neighbors);
    var ofGenerated = own(second, neighbors);
    var inGenerated = new ArrayList<OfReal>();
    var inReal = new ArrayList<Optional<OfGenerated>>();
    second.forEach(block -> inReal.add(Optional.empty()));
    for (int i = 0; i < first.size(); i++) {
      Optional<OfReal> merged = Optional.empty();
      for (int j = second.size() - 1; j >= 0; j--) {
        var both =
            CrossPairs.between(
                first.get(i), ofReal.get(i).radii(), second.get(j), ofGenerated.get(j).radii(), j);
        merged = Optional.of(merged.map(both.real()::and).orElse(both.real()));
        inReal.set(
            j, Optional.of(inReal.get(j).map(both.generated()::and).orElse(both.generated())));
      }
      inGenerated.add(merged.orElseThrow());
    }
    return PairwiseScores.of(
        ofReal, ofGenerated, inGenerated, inReal.stream().map(Optional::orElseThrow).toList());
  }

  private static List<FeatureBlock> blocks(List<double[]> vectors, int rows) {
    var blocks = new ArrayList<FeatureBlock>();
    for (int from = 0; from < vectors.size(); from += rows) {
      blocks.add(FeatureBlock.of(vectors.subList(from, Math.min(vectors.size(), from + rows))));
    }
    return blocks;
  }

  private static List<OwnPairs> own(List<FeatureBlock> blocks, Neighbors neighbors) {
    var own = new ArrayList<OwnPairs>();
    for (int i = 0; i < blocks.size(); i++) {
      own.add(OwnPairs.within(blocks.get(i), i, neighbors));
    }
    for (int j = blocks.size() - 1; j >= 0; j--) {
      for (int i = 0; i < j; i++) {
        var both = OwnPairs.between(blocks.get(i), i, blocks.get(j), j, neighbors);
        own.set(i, both.first().and(own.get(i)));
        own.set(j, own.get(j).and(both.second()));
      }
    }
    return own;
  }
}
