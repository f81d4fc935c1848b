package dev.variegate.model;

import dev.variegate.op.Words;

/** What one element of a tensor is. */
public enum ElementType {
  /** 32-bit float. */
  FLOAT32,
  /** Signed 64-bit integer. */
  INT64;

  @Override
  public String toString() {
    return Words.kebab(this);
  }
}
