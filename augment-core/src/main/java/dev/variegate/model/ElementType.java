package dev.variegate.model;

import dev.variegate.base.KebabCase;

/** What one element of a tensor is in the network; a {@link Tensor} holds floats or longs. */
public enum ElementType {
  /** 32-bit float. */
  FLOAT32(true),
  /** 16-bit float of IEEE 754; read and written as 32-bit floats, rounded to nearest. */
  FLOAT16(true),
  /** 64-bit float; read and written as 32-bit floats. */
  FLOAT64(true),
  /** Unsigned 8-bit integer; read and written as floats, rounded half up and clipped. */
  UINT8(true),
  /** Signed 64-bit integer. */
  INT64(false),
  /** Signed 32-bit integer. */
  INT32(false);

  private final boolean real;

  ElementType(boolean real) {
    this.real = real;
  }

  /** Whether a tensor holds it as floats, else as longs. */
  public boolean isReal() {
    return real;
  }

  @Override
  public String toString() {
    return KebabCase.kebab(this);
  }
}
