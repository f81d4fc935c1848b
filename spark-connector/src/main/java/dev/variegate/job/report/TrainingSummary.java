package dev.variegate.job.report;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.train.LossCurve;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What a training came to, as its report says it.
 *
 * @param title name of the job
 * @param facts lines, name and value
 * @param classes that were learned, the most common first; none where they are not
 * @param settings by their keys
 * @param losses of all epochs
 * @param sheets of samples, in the order of epochs
 * @param plan how a job file uses the model
 */
public record TrainingSummary(
    String title,
    String sentence,
    Map<String, String> facts,
    List<ClassCount> classes,
    Map<String, String> settings,
    LossCurve losses,
    List<Sheet> sheets,
    String plan) {

  /** The images of one class. */
  public record ClassCount(String label, long images) {}

  /** Samples after an epoch. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  public record Sheet(int epoch, byte[] jpeg) {

    private static final ImageCodec CODEC = new ImageCodec();

    /** Of a sheet in another encoding, which is too large for a page of many. */
    public static Sheet of(int epoch, byte[] encoded) {
      try (var image = CODEC.decode(encoded)) {
        return new Sheet(epoch, CODEC.encode(image, Encoding.parse("jpeg:90")));
      }
    }
  }

  /** Of the most common class. */
  long longest() {
    return classes.stream().mapToLong(ClassCount::images).max().orElse(1);
  }

  /** The sheet of the last epoch; none where there is none. */
  List<Sheet> latestSheet() {
    return latestFirst().stream().limit(1).toList();
  }

  /** Those of the epochs before it, the latest first. */
  List<Sheet> earlierSheets() {
    return latestFirst().stream().skip(1).toList();
  }

  private List<Sheet> latestFirst() {
    return sheets.stream().sorted(Comparator.comparingInt(sheet -> -sheet.epoch())).toList();
  }
}
