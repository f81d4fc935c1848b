package dev.variegate.generate.latent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds directions in the latent space of a model.
 *
 * <p>Where latents have places (height and width), a direction has one number for each channel,
 * found from the channels' means, and moves every place alike.
 *
 * @param modelSha256 of the bundle
 */
public record Directions(String modelSha256) {

  /**
   * The direction from one kind of images to the other: the normal of the hyperplane that separates
   * them (Shen et al., "Interpreting the Latent Space of GANs for Semantic Face Editing", CVPR
   * 2020, section 3; there by a support vector machine, here by logistic regression).
   *
   * @param codes of images
   * @param positive which of them the direction leads to
   * @throws IllegalArgumentException if one kind is missing
   */
  public Direction fromLabels(String name, List<LatentCode> codes, boolean[] positive) {
    var points = points(codes);
    var normal = LogisticRegression.normal(points, positive);
    return direction(name, sizes(codes), points, normal);
  }

  /**
   * The directions in which encoded images vary most, the greatest first, named {@code axis-1}, ...
   * : principal components (Härkönen et al., "GANSpace", NeurIPS 2020, section 3.1).
   *
   * @param count of directions, 1 or more; fewer come where latents or images are fewer
   */
  public List<Direction> principal(List<LatentCode> codes, int count) {
    var points = points(codes);
    var found = PrincipalAxes.of(VectorMath.centered(points), count);
    return named(found, sizes(codes), axis -> VectorMath.deviation(points, axis));
  }

  /**
   * The directions of drawn latents along which the images made of them vary most, the greatest
   * first: principal components of the images, carried to the latent space by regression (GANSpace,
   * section 3.2; there of the first layer, here of what is seen).
   *
   * @param codes as drawn
   * @param made what is seen of each image, such as its samples
   */
  public List<Direction> principal(List<LatentCode> codes, double[][] made, int count) {
    var points = VectorMath.centered(points(codes));
    var seen = VectorMath.centered(made);
    var found = PrincipalAxes.of(seen, count);
    var directions = new ArrayList<Direction>();
    for (int i = 0; i < found.axes().length && found.values()[i] > 0; i++) {
      var carried = new double[points[0].length];
      for (int row = 0; row < points.length; row++) {
        VectorMath.add(carried, VectorMath.dot(seen[row], found.axes()[i]), points[row]);
      }
      directions.add(direction(axis(i), sizes(codes), points, carried));
    }
    return directions;
  }

  /**
   * The directions along which the first layer of a generator changes most, the greatest first:
   * eigenvectors of {@code A^T A} of its weights A (Shen and Zhou, "Closed-Form Factorization of
   * Latent Semantics in GANs", CVPR 2021, section 3). No image is needed.
   *
   * @param weights of the layer: for each of its outputs one number for each of the latent's, or of
   *     its channels
   * @param sizes of the latent, with 1 for height and width where weights are those of channels
   * @param deviation of the drawn numbers
   */
  public List<Direction> fromWeights(
      double[][] weights, List<Long> sizes, double deviation, int count) {
    return named(PrincipalAxes.of(weights, count), sizes, axis -> deviation);
  }

  private interface Spread {
    double along(double[] axis);
  }

  private List<Direction> named(PrincipalAxes.Found found, List<Long> sizes, Spread spread) {
    return IntStream.range(0, found.axes().length)
        .filter(i -> found.values()[i] > 0)
        .mapToObj(
            i ->
                new Direction(
                    axis(i), modelSha256, sizes, spread.along(found.axes()[i]), found.axes()[i]))
        .toList();
  }

  private static String axis(int index) {
    return "axis-" + (index + 1);
  }

  private Direction direction(String name, List<Long> sizes, double[][] points, double[] vector) {
    var unit = VectorMath.times(vector, 1 / VectorMath.norm(vector));
    return new Direction(name, modelSha256, sizes, VectorMath.deviation(points, unit), unit);
  }

  private static double[][] points(List<LatentCode> codes) {
    if (codes.size() < 2) {
      throw new IllegalArgumentException(
          "Direction is to be found from %d images but must be 2 or more; give it more"
              .formatted(codes.size()));
    }
    boolean spatial = codes.get(0).sizes().size() > 1;
    return codes.stream()
        .map(code -> spatial ? code.channelMeans() : doubles(code.numbers()))
        .toArray(double[][]::new);
  }

  private static List<Long> sizes(List<LatentCode> codes) {
    var sizes = new Long[codes.get(0).sizes().size()];
    Arrays.fill(sizes, 1L);
    sizes[0] = codes.get(0).sizes().get(0);
    return List.of(sizes);
  }

  private static double[] doubles(float[] numbers) {
    return IntStream.range(0, numbers.length).mapToDouble(i -> numbers[i]).toArray();
  }
}
