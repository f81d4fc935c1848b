package dev.variegate.stage.measure;

import java.io.Serializable;
import java.util.Arrays;

/**
 * An image.
 *
 * @param label its class
 * @param confirmed whether a classifier sees that class
 * @param vector its features
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record Entry(String label, boolean generated, boolean confirmed, double[] vector)
    implements Serializable {

  boolean isFinite() {
    return Arrays.stream(vector).allMatch(Double::isFinite);
  }

  Entry with(double[] other) {
    return new Entry(label, generated, confirmed, other);
  }
}
