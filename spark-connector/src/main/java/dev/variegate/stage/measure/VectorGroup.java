package dev.variegate.stage.measure;

import java.io.Serializable;
import java.util.Objects;

/** What images may have in common, for counting. No record, because Kryo cannot set its fields. */
final class VectorGroup implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String label;
  private final boolean generated;
  private final boolean confirmed;
  private final int width;
  private final boolean finite;

  VectorGroup(String label, boolean generated, boolean confirmed, int width, boolean finite) {
    this.label = label;
    this.generated = generated;
    this.confirmed = confirmed;
    this.width = width;
    this.finite = finite;
  }

  String label() {
    return label;
  }

  boolean generated() {
    return generated;
  }

  /** Whether a classifier sees the label in them. */
  boolean confirmed() {
    return confirmed;
  }

  /** Numbers of their features. */
  int width() {
    return width;
  }

  /** Whether all of these are finite. */
  boolean finite() {
    return finite;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VectorGroup group
        && label.equals(group.label)
        && generated == group.generated
        && confirmed == group.confirmed
        && width == group.width
        && finite == group.finite;
  }

  @Override
  public int hashCode() {
    return Objects.hash(label, generated, confirmed, width, finite);
  }
}
