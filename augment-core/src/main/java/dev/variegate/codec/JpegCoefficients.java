package dev.variegate.codec;

import dev.variegate.image.ImageHeader;
import dev.variegate.image.ImageHeader.Colors;
import java.util.Optional;

/**
 * The coefficients of a JPEG file in native memory, of which others are made without loss. Used by
 * one thread; closed by whoever opened it.
 */
final class JpegCoefficients implements AutoCloseable {

  private static final long CLOSED = 0;

  private long file;

  private JpegCoefficients(long file) {
    this.file = file;
  }

  /**
   * Reads those of a file; empty where it is damaged, or in CMYK, which is decoded to other
   * channels.
   *
   * @throws IllegalStateException if this machine cannot load the library for it
   */
  static Optional<JpegCoefficients> read(byte[] jpeg, ImageHeader header) {
    if (header.colors() == Colors.INKS) {
      Libjpeg.require();
      return Optional.empty();
    }
    long file = Libjpeg.opened(jpeg);
    return file == 0 ? Optional.empty() : Optional.of(new JpegCoefficients(file));
  }

  /** A file with the change made; empty where that is not possible without loss. */
  Optional<byte[]> transformed(JpegTransform asked) {
    if (file == CLOSED) {
      throw new IllegalStateException("Coefficients of a JPEG are closed; read them again");
    }
    return Libjpeg.transformed(file, asked);
  }

  @Override
  public void close() {
    if (file != CLOSED) {
      Libjpeg.close(file);
      file = CLOSED;
    }
  }
}
