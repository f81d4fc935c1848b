package dev.variegate.codec;

import static dev.variegate.image.BadImageException.Reason.TRUNCATED;

import dev.variegate.image.BadImageException;
import dev.variegate.image.ImageHeader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Adds the end marker that a JPEG lacks, if the image itself is whole. OpenCV fills what is missing
 * with gray and says nothing; the JDK's decoder says.
 */
final class JpegEnd {

  /** Libjpeg's words, which are never translated. */
  private static final String STOPS = "premature end of data segment";

  private JpegEnd() {}

  /**
   * The JPEG with an end marker.
   *
   * @throws BadImageException if samples are missing as well
   */
  static byte[] added(byte[] jpeg, ImageHeader header) {
    var ended = Arrays.copyOf(jpeg, jpeg.length + 2);
    ended[jpeg.length] = (byte) 0xff;
    ended[jpeg.length + 1] = (byte) 0xd9;
    if (!isWhole(ended)) {
      throw new BadImageException(
          TRUNCATED,
          "JPEG of %s stops after %d bytes without its end marker but must be whole; copy or download it again"
              .formatted(header.size(), jpeg.length));
    }
    return ended;
  }

  private static boolean isWhole(byte[] jpeg) {
    var stops = new AtomicBoolean();
    ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
    try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(jpeg))) {
      reader.addIIOReadWarningListener(
          (source, words) -> stops.set(stops.get() || words.contains(STOPS)));
      reader.setInput(input, true, true);
      reader.readRaster(0, null);
      return !stops.get() && JpegScans.areComplete(jpeg);
    } catch (IOException | RuntimeException e) {
      return false;
    } finally {
      reader.dispose();
    }
  }
}
