package dev.variegate.generate.latent;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A direction in the latent space of one model: along it one property of the images changes.
 * Immutable; its text is JSON.
 */
@JsonAutoDetect(fieldVisibility = Visibility.ANY, getterVisibility = Visibility.NONE)
public final class Direction implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private final String name;
  private final String modelSha256;
  private final List<Long> sizes;
  private final double spread;
  private final double[] numbers;

  /**
   * Takes the direction of a vector; its length does not matter.
   *
   * @param name what changes along it
   * @param modelSha256 of the bundle that the latent space belongs to
   * @param sizes of the latents that it moves; {@code [channel, 1, 1]} moves all places of a
   *     channel alike, whatever the height and width
   * @param spread deviation of the data along it, above 0
   * @param numbers of the vector, not all 0
   */
  @JsonCreator
  public Direction(
      @JsonProperty("name") String name,
      @JsonProperty("modelSha256") String modelSha256,
      @JsonProperty("sizes") List<Long> sizes,
      @JsonProperty("spread") double spread,
      @JsonProperty("numbers") double[] numbers) {
    this.name = name;
    this.modelSha256 = modelSha256;
    this.sizes = List.copyOf(sizes);
    this.spread = spread;
    double norm = VectorMath.norm(numbers);
    if (!(spread > 0 && spread < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Direction \"%s\" has the spread %s but must be above 0 and finite; find it on images that differ"
              .formatted(name, spread));
    }
    if (!(norm > 0 && norm < Double.POSITIVE_INFINITY)
        || numbers.length != sizes.stream().reduce(1L, Math::multiplyExact)) {
      throw new IllegalArgumentException(
          "Direction \"%s\" of the sizes %s has %d numbers of the length %s but must have one for each place, finite and not all 0; find it again"
              .formatted(name, sizes, numbers.length, norm));
    }
    this.numbers = VectorMath.times(numbers, 1 / norm);
  }

  public String name() {
    return name;
  }

  public String modelSha256() {
    return modelSha256;
  }

  public List<Long> sizes() {
    return sizes;
  }

  /** Deviation of the data along it: an amount of 1 moves a latent so far. */
  public double spread() {
    return spread;
  }

  /** A copy of its numbers, a vector of length 1. */
  public double[] numbers() {
    return numbers.clone();
  }

  /**
   * The latent moved along it.
   *
   * @param amount in {@link #spread}
   * @throws IllegalArgumentException if the latent has other sizes
   */
  public LatentCode move(LatentCode code, double amount) {
    boolean channels =
        sizes.size() == code.sizes().size() && sizes.stream().skip(1).allMatch(size -> size == 1);
    if (!code.sizes().equals(sizes) && !(channels && code.sizes().get(0).equals(sizes.get(0)))) {
      throw new IllegalArgumentException(
          "Direction \"%s\" has the sizes %s, the latent has %s but must be the same; find the direction with this model and images of this size"
              .formatted(name, sizes, code.sizes()));
    }
    int places = code.length() / numbers.length;
    var change = new double[code.length()];
    for (int i = 0; i < change.length; i++) {
      change[i] = amount * spread * numbers[i / places];
    }
    return code.plus(change);
  }

  /**
   * The direction less its parts along others, so that moving along it changes what they change as
   * little as may be (Shen et al., "Interpreting the Latent Space of GANs for Semantic Face
   * Editing", CVPR 2020, section 3: conditional manipulation).
   *
   * @throws IllegalArgumentException if another is of another space, or nothing is left
   */
  public Direction without(List<Direction> others) {
    var rest = numbers();
    var basis = new ArrayList<double[]>();
    for (var other : others) {
      requireSameSpace(other);
      var left = remainder(other.numbers(), basis);
      double norm = VectorMath.norm(left);
      if (norm > NOTHING) {
        basis.add(VectorMath.times(left, 1 / norm));
      }
    }
    rest = remainder(rest, basis);
    double kept = VectorMath.norm(rest);
    if (kept < NOTHING) {
      throw new IllegalArgumentException(
          "Direction \"%s\" lies within %s but must differ from them; leave one out"
              .formatted(name, others.stream().map(Direction::name).toList()));
    }
    return new Direction(name, modelSha256, sizes, spread * kept, rest);
  }

  private static final double NOTHING = 1e-9;

  private static double[] remainder(double[] vector, List<double[]> basis) {
    var rest = vector.clone();
    for (var unit : basis) {
      VectorMath.add(rest, -VectorMath.dot(rest, unit), unit);
    }
    return rest;
  }

  private void requireSameSpace(Direction other) {
    if (!modelSha256.equals(other.modelSha256) || !sizes.equals(other.sizes)) {
      throw new IllegalArgumentException(
          "Direction \"%s\" is of model %s and sizes %s, \"%s\" of %s and %s but must be the same; find both with one model"
              .formatted(name, modelSha256, sizes, other.name, other.modelSha256, other.sizes));
    }
  }

  /** One line; {@link #fromJson} gives an equal direction. */
  public String json() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("names and numbers can always be written", e);
    }
  }

  /**
   * Reads what {@link #json} wrote.
   *
   * @throws IllegalArgumentException if it is not a direction
   */
  public static Direction fromJson(String json) {
    try {
      return JSON.readValue(json, Direction.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "Direction is unreadable: %s; it must be JSON with name, modelSha256, sizes, spread and numbers, as it is saved"
              .formatted(e.getOriginalMessage()),
          e);
    }
  }
}
