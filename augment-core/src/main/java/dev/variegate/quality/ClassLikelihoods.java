package dev.variegate.quality;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How likely a generative model finds one image as one of each class, all classes equally likely
 * before it is seen.
 *
 * @param values logarithms of p(x given y) in nats, in the order of the model's labels
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record ClassLikelihoods(double[] values) {

  /** The logarithm of p(x) in nats: of the mean of p(x given y) over all classes. */
  public double logLikelihood() {
    double most = Arrays.stream(values).max().orElseThrow();
    double sum = Arrays.stream(values).map(value -> Math.exp(value - most)).sum();
    return most + Math.log(sum / values.length);
  }

  /** p(y given x) of each class, by Bayes' rule. */
  public double[] posterior() {
    double most = Arrays.stream(values).max().orElseThrow();
    var parts = Arrays.stream(values).map(value -> Math.exp(value - most)).toArray();
    double sum = Arrays.stream(parts).sum();
    return Arrays.stream(parts).map(part -> part / sum).toArray();
  }

  /** The index of the likeliest class, the first of several. */
  public int prediction() {
    return IntStream.range(0, values.length)
        .reduce((one, other) -> values[other] > values[one] ? other : one)
        .orElseThrow();
  }
}
