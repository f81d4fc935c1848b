package dev.variegate.quality.distribution;

import dev.variegate.quality.distribution.CrossPairs.OfGenerated;
import dev.variegate.quality.distribution.CrossPairs.OfReal;
import java.util.Arrays;
import java.util.List;

/**
 * What generated images are beside real ones, by the distances and products of their features.
 *
 * @param kid the unbiased squared maximum mean discrepancy under the polynomial kernel, over all
 *     pairs; the mean of KID's random subsets tends to it (Binkowski et al., "Demystifying MMD
 *     GANs", 2018); may be negative
 * @param precision share of generated images within the real manifold, 0 to 1 (Kynkaanniemi et al.,
 *     "Improved Precision and Recall Metric for Assessing Generative Models", 2019), k = 3 there
 * @param recall share of real images within the generated manifold, 0 to 1
 * @param density how densely real images surround generated ones, about 1 for real ones (Naeem et
 *     al., "Reliable Fidelity and Diversity Metrics for Generative Models", 2020), k = 5 there
 * @param coverage share of real images with a generated one among their neighbors, 0 to 1
 * @param authenticity share of generated images that are farther from their nearest real image than
 *     that is from its own nearest, 0 (copies) to 1 (Alaa et al., "How Faithful is your Synthetic
 *     Data?", 2022); AuthPct in percent
 * @param nearest median distance of generated images to their nearest real one
 */
public record PairwiseScores(
    double kid,
    double precision,
    double recall,
    double density,
    double coverage,
    double authenticity,
    double nearest) {

  /** Of features in one JVM. */
  public static PairwiseScores of(FeatureBlock real, FeatureBlock generated, Neighbors neighbors) {
    neighbors.requireEnough(real.rows(), "real images");
    neighbors.requireEnough(generated.rows(), "generated images");
    var ofReal = OwnPairs.within(real, 0, neighbors);
    var ofGenerated = OwnPairs.within(generated, 0, neighbors);
    var both = CrossPairs.between(real, ofReal.radii(), generated, ofGenerated.radii(), 0);
    return of(
        List.of(ofReal), List.of(ofGenerated), List.of(both.real()), List.of(both.generated()));
  }

  /** Of what was found in the blocks of both sets, each in the order of its blocks. */
  public static PairwiseScores of(
      List<OwnPairs> real,
      List<OwnPairs> generated,
      List<OfReal> realInGenerated,
      List<OfGenerated> generatedInReal) {
    double k = real.get(0).neighbors().density();
    double n = real.stream().mapToInt(block -> block.rows()).sum();
    double m = generated.stream().mapToInt(block -> block.rows()).sum();
    double across = realInGenerated.stream().mapToDouble(block -> block.kernel().total()).sum();
    return new PairwiseScores(
        own(real) / n / (n - 1) + own(generated) / m / (m - 1) - 2 * across / n / m,
        generatedInReal.stream().mapToInt(OfGenerated::countPrecise).sum() / m,
        realInGenerated.stream().mapToInt(OfReal::countRecalled).sum() / n,
        generatedInReal.stream().mapToLong(OfGenerated::countInside).sum() / m / k,
        covered(real, realInGenerated) / n,
        generatedInReal.stream().mapToInt(OfGenerated::countAuthentic).sum() / m,
        median(generatedInReal));
  }

  private static double own(List<OwnPairs> blocks) {
    return blocks.stream().mapToDouble(block -> block.kernel().total()).sum();
  }

  private static int covered(List<OwnPairs> real, List<OfReal> inGenerated) {
    int covered = 0;
    for (int i = 0; i < real.size(); i++) {
      covered += inGenerated.get(i).countWithin(real.get(i).radii().density());
    }
    return covered;
  }

  private static double median(List<OfGenerated> blocks) {
    var distances = blocks.stream().flatMapToDouble(b -> Arrays.stream(b.nearest())).toArray();
    Arrays.sort(distances);
    int middle = distances.length / 2;
    return distances.length % 2 == 1
        ? Math.sqrt(distances[middle])
        : (Math.sqrt(distances[middle - 1]) + Math.sqrt(distances[middle])) / 2;
  }
}
