package dev.variegate.image;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.FONT_HERSHEY_SIMPLEX;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_8;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_AA;
import static org.bytedeco.opencv.global.opencv_imgproc.putText;
import static org.bytedeco.opencv.global.opencv_imgproc.rectangle;

import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * Lays pictures out in titled rows on one sheet. A row is made of groups that stand a little apart:
 * a source, then its copies.
 *
 * <p>Titles are drawn in ASCII, which is all that OpenCV's fonts have; other letters become "?".
 */
public final class ContactSheet {

  private static final int MARGIN = 24;
  private static final int HEAD = 60;
  private static final int LEAST_CELLS = 6;
  private static final int FRAME = 3;
  private static final int GROUP_GAP = 18;
  private static final int INK = 0x202124;
  private static final int PAPER = 0xffffff;
  private static final int FAINT = 0x6b7075;
  private static final int EMPTY = 0xeceef0;

  /**
   * One picture.
   *
   * @param encoded in any format that is read
   * @param caption a word or two below it
   * @param colour of its frame, 0xRRGGBB
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  public record Tile(byte[] encoded, String caption, int colour) {}

  /**
   * One line of the sheet.
   *
   * @param groups as many in each row; they stand below each other, an empty one leaves a gap
   */
  public record Row(String title, String subtitle, List<List<Tile>> groups) {
    public Row {
      groups = groups.stream().map(List::copyOf).toList();
    }

    private int size(int group) {
      return group < groups.size() ? groups.get(group).size() : 0;
    }
  }

  /**
   * How large things are, in pixels.
   *
   * @param side of the square that each picture is fitted into; tiny ones grow by whole factors
   * @param titles width that the titles of the rows take
   */
  public record Scale(int side, int titles) {

    /** For small pictures, many a row. */
    public static final Scale USUAL = new Scale(84, 130);

    private int cell() {
      return side + 2 * FRAME + 8;
    }

    private int row() {
      return side + 2 * FRAME + 30;
    }
  }

  private final Mat paper;
  private final Scale scale;
  private final int[] starts;
  private final ImageCodec codec;

  private ContactSheet(Mat paper, Scale scale, int[] starts, ImageCodec codec) {
    this.paper = paper;
    this.scale = scale;
    this.starts = starts;
    this.codec = codec;
  }

  /** The sheet as a PNG. */
  public static byte[] png(String title, String subtitle, List<Row> rows, ImageCodec codec) {
    return png(title, subtitle, rows, Scale.USUAL, codec);
  }

  /** The sheet as a PNG, with pictures of any size. */
  public static byte[] png(
      String title, String subtitle, List<Row> rows, Scale scale, ImageCodec codec) {
    OpenCv.load(); // a sheet may be the first that needs it
    var starts = starts(rows, scale);
    int width =
        Math.max(
            starts[starts.length - 1], MARGIN + scale.titles() + LEAST_CELLS * Scale.USUAL.cell());
    int height = 2 * MARGIN + HEAD + rows.size() * scale.row();
    try (var ground = colour(PAPER);
        var sheet = Image.own(new Mat(height, width + MARGIN, CV_8UC3, ground))) {
      var canvas = new ContactSheet(sheet.mat(), scale, starts, codec);
      canvas.write(title, MARGIN, MARGIN + 16, 0.7, INK);
      canvas.write(subtitle, MARGIN, MARGIN + 38, 0.42, FAINT);
      for (int i = 0; i < rows.size(); i++) {
        canvas.draw(rows.get(i), MARGIN + HEAD + i * scale.row());
      }
      return codec.encode(sheet, Encoding.of(ImageFormat.PNG));
    }
  }

  /** The left edge of each group, and of what follows the last. */
  private static int[] starts(List<Row> rows, Scale scale) {
    int groups = rows.stream().mapToInt(row -> row.groups().size()).max().orElse(0);
    var starts = new int[groups + 1];
    starts[0] = MARGIN + scale.titles();
    for (int i = 0; i < groups; i++) {
      int group = i;
      int longest = rows.stream().mapToInt(row -> row.size(group)).max().orElse(0);
      starts[i + 1] = starts[i] + (longest == 0 ? 0 : longest * scale.cell() + GROUP_GAP);
    }
    return starts;
  }

  private void draw(Row row, int top) {
    write(row.title(), MARGIN, top + scale.side() / 2, 0.5, INK);
    write(row.subtitle(), MARGIN, top + scale.side() / 2 + 20, 0.38, FAINT);
    for (int group = 0; group < row.groups().size(); group++) {
      for (int i = 0; i < row.size(group); i++) {
        draw(row.groups().get(group).get(i), starts[group] + i * scale.cell(), top);
      }
    }
  }

  private void draw(Tile tile, int left, int top) {
    fill(left, top, scale.side() + 2 * FRAME, tile.colour());
    fill(left + FRAME, top + FRAME, scale.side(), EMPTY);
    try (var picture = Thumbnail.square(tile.encoded(), scale.side(), codec)) {
      int x = left + FRAME + (scale.side() - picture.cols()) / 2;
      int y = top + FRAME + (scale.side() - picture.rows()) / 2;
      try (var place = new Rect(x, y, picture.cols(), picture.rows());
          var target = new Mat(paper, place)) {
        picture.copyTo(target);
      }
    }
    write(tile.caption(), left, top + scale.side() + 2 * FRAME + 14, 0.38, FAINT);
  }

  private void fill(int left, int top, int side, int rgb) {
    try (var place = new Rect(left, top, side, side);
        var colour = colour(rgb)) {
      rectangle(paper, place, colour, -1, LINE_8, 0);
    }
  }

  private void write(String text, int left, int baseline, double size, int rgb) {
    var ascii = text.replaceAll("[^\\x20-\\x7e]", "?");
    try (var at = new Point(left, baseline);
        var colour = colour(rgb)) {
      putText(paper, ascii, at, FONT_HERSHEY_SIMPLEX, size, colour, 1, LINE_AA, false);
    }
  }

  private static Scalar colour(int rgb) {
    return new Scalar((rgb >> 16) & 255, (rgb >> 8) & 255, rgb & 255, 0);
  }
}
