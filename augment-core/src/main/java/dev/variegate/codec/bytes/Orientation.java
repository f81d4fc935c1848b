package dev.variegate.codec.bytes;

import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_core.flip;
import static org.bytedeco.opencv.global.opencv_core.insertChannel;
import static org.bytedeco.opencv.global.opencv_core.transpose;

import dev.variegate.image.Image;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Turns a stored image upright, by the eight orientations of EXIF 2.32 (tag 0x0112), which XMP
 * repeats as {@code tiff:Orientation}; as in Pillow, XMP counts only where EXIF says nothing.
 */
public final class Orientation {

  /** What a block says that says nothing. */
  public static final int NONE = 0;

  private static final Pattern XMP =
      Pattern.compile("tiff:Orientation(?:\\s*=\\s*[\"']|>)\\s*([1-8])");

  private static final int UPSIDE_DOWN = 0;
  private static final int MIRROR = 1;
  private static final int HALF_TURN = -1;

  /** Of a pixel that OpenCV can transpose. */
  private static final int MAX_BYTES = 32;

  private Orientation() {}

  /** What a packet of XMP says; {@link #NONE} where it says nothing. */
  public static int ofXmp(byte[] packet) {
    var found = XMP.matcher(new String(packet, StandardCharsets.ISO_8859_1));
    return found.find() ? found.group(1).charAt(0) - '0' : NONE;
  }

  /** One of the two, EXIF first; 1 where neither says anything. */
  public static int of(int exif, int xmp) {
    return exif != NONE ? exif : Math.max(1, xmp);
  }

  /** Takes over the stored image and gives the upright one. */
  public static Image upright(Image stored, int orientation) {
    if (orientation == 1) {
      return stored;
    }
    try (stored) {
      return Image.own(
          switch (orientation) {
            case 2 -> flipped(stored.mat(), MIRROR);
            case 3 -> flipped(stored.mat(), HALF_TURN);
            case 4 -> flipped(stored.mat(), UPSIDE_DOWN);
            case 5 -> transposed(stored.mat());
            case 6 -> thenFlip(transposed(stored.mat()), MIRROR);
            case 7 -> thenFlip(transposed(stored.mat()), HALF_TURN);
            case 8 -> thenFlip(transposed(stored.mat()), UPSIDE_DOWN);
            default ->
                throw new IllegalArgumentException(
                    "Orientation is %d but must be 1 to 8; use 1 for upright"
                        .formatted(orientation));
          });
    }
  }

  private static Mat flipped(Mat mat, int how) {
    var upright = new Mat();
    flip(mat, upright, how);
    return upright;
  }

  private static Mat transposed(Mat mat) {
    if (mat.elemSize() > MAX_BYTES) {
      return transposedByChannel(mat);
    }
    var upright = new Mat();
    transpose(mat, upright);
    return upright;
  }

  private static Mat transposedByChannel(Mat mat) {
    var upright = new Mat(mat.cols(), mat.rows(), mat.type());
    try (var channel = new Mat();
        var turned = new Mat()) {
      for (int i = 0; i < mat.channels(); i++) {
        extractChannel(mat, channel, i);
        transpose(channel, turned);
        insertChannel(turned, upright, i);
      }
    }
    return upright;
  }

  private static Mat thenFlip(Mat mat, int how) {
    flip(mat, mat, how);
    return mat;
  }
}
