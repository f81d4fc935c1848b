package dev.variegate.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What an encoded image says about itself, read without decoding a pixel.
 *
 * @param size as stored, before the orientation is applied
 * @param channels of the image that decoding gives: 1 gray, 3 RGB, 4 RGBA, any other number bands
 * @param bits of one decoded sample: 8, 16 or 32 (float)
 * @param frames images in the file; of an animation or a multi-page file the first is used
 * @param orientation EXIF value 1 to 8; 1 where the file has none
 * @param colors what happens to the colors when they are decoded
 * @param flaws what is wrong with the file but does not cost the image
 */
public record ImageHeader(
    ImageFormat format,
    Size size,
    int channels,
    int bits,
    int frames,
    int orientation,
    Colors colors,
    Set<Flaw> flaws) {

  public ImageHeader {
    flaws = Set.copyOf(flaws);
  }

  /** Of a file without flaws. */
  public ImageHeader(
      ImageFormat format,
      Size size,
      int channels,
      int bits,
      int frames,
      int orientation,
      Colors colors) {
    this(format, size, channels, bits, frames, orientation, colors, Set.of());
  }

  /** What is wrong with a file whose image is whole all the same. */
  public enum Flaw {
    /** As libjpeg does, they are skipped. */
    STRAY_BYTES("JPEG has bytes between its markers that belong to none, skipped"),
    /** The image itself is whole, which the decoder makes sure of. */
    NO_END("JPEG has no end marker, its image is whole"),
    /** As libpng does, the chunk is skipped. */
    CHECKSUM("PNG has a wrong checksum in a chunk beside the image, chunk skipped");

    private final String note;

    Flaw(String note) {
      this.note = note;
    }
  }

  /** How decoded colors differ from what the file means; mostly not at all. */
  public enum Colors {
    AS_STORED(""),
    /** Printing inks become RGB. */
    INKS("CMYK %s converted to RGB without its color profile"),
    /** Stored so, and divided again. */
    MULTIPLIED("colors of the %s were multiplied by its alpha, divided by it"),
    /** Four channels of which none is said to be alpha. */
    UNNAMED_ALPHA("%s names no alpha, its fourth channel is taken as such");

    private final String note;

    Colors(String note) {
      this.note = note;
    }
  }

  /** What a careful reader of the decoded image should know; mostly nothing. */
  public List<String> notes() {
    var notes = new ArrayList<String>();
    if (frames > 1) {
      notes.add(
          switch (format) {
            case TIFF -> "TIFF with %d pages, first page used".formatted(frames);
            case PNG -> "animated PNG with %d frames, default image used".formatted(frames);
            default ->
                "animated %s with %d frames, first frame used".formatted(format.title(), frames);
          });
    }
    flaws.stream().sorted().forEach(flaw -> notes.add(flaw.note));
    if (colors != Colors.AS_STORED) {
      notes.add(colors.note.formatted(format.title()));
    }
    return notes;
  }

  /** Size of the decoded image, after the orientation is applied. */
  public Size orientedSize() {
    return orientation >= 5 ? size.transposed() : size;
  }
}
