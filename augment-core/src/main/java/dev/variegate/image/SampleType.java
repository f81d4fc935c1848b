package dev.variegate.image;

/** What one sample of a picture is, with the value that stands for full intensity. */
public enum SampleType {
  /** Unsigned 8-bit, 0..255. */
  UINT8(255),
  /** Unsigned 16-bit, 0..65535. */
  UINT16(65535),
  /** 32-bit float, 0..1 nominal; values outside are kept. */
  FLOAT32(1);

  private final double white;

  SampleType(double white) {
    this.white = white;
  }

  /** Full intensity: 255, 65535 or 1. */
  public double white() {
    return white;
  }
}
