package dev.variegate.stage.measure;

import dev.variegate.base.Sha256;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/** The features of an image with what is known of it. No record, for Kryo. */
final class LabeledVector implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String label;
  private final boolean generated;
  private final boolean confirmed;
  private final int width;
  private final double[] features;

  private LabeledVector(
      String label, boolean generated, boolean confirmed, int width, double[] features) {
    this.label = label;
    this.generated = generated;
    this.confirmed = confirmed;
    this.width = width;
    this.features = features;
  }

  /**
   * An image.
   *
   * @param label its class
   * @param confirmed whether a classifier sees that class
   */
  static LabeledVector of(String label, boolean generated, boolean confirmed, double[] features) {
    return new LabeledVector(label, generated, confirmed, features.length, features);
  }

  /** With projected features. */
  LabeledVector projected(double[] fewer) {
    return new LabeledVector(label, generated, confirmed, width, fewer);
  }

  String label() {
    return label;
  }

  boolean generated() {
    return generated;
  }

  /** How many features there were before any projection. */
  int width() {
    return width;
  }

  double[] features() {
    return features;
  }

  /** Of its features and label. */
  String hash() {
    return hash(features) + " " + label;
  }

  /** SHA-256 of features, in hexadecimal digits. */
  static String hash(double[] features) {
    var bytes = ByteBuffer.allocate(features.length * Double.BYTES);
    bytes.asDoubleBuffer().put(features);
    return HexFormat.of().formatHex(Sha256.digest(bytes.array()));
  }

  /** Whether it is in the first of two halves, which hashes make at random. */
  boolean isInFirstHalf() {
    return hash().charAt(0) < '8';
  }

  boolean isFinite() {
    return Arrays.stream(features).allMatch(Double::isFinite);
  }

  /** What is counted of it. */
  VectorGroup group() {
    return new VectorGroup(label, generated, confirmed, width, isFinite());
  }
}
