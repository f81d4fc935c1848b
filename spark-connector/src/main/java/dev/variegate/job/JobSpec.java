package dev.variegate.job;

import dev.variegate.codec.ColorProfiles;
import dev.variegate.codec.ImageCodec;
import dev.variegate.io.ExistingOutput;
import dev.variegate.io.ImageSink;
import dev.variegate.io.ImageSource;
import dev.variegate.job.check.AuditSection;
import dev.variegate.job.check.ChecksSection;
import dev.variegate.job.report.ReportSection;
import dev.variegate.stage.balance.MethodShare;
import dev.variegate.stage.param.InvalidRows;
import dev.variegate.stage.param.SourceWeight;
import java.util.Optional;

/**
 * What a job file asks for, checked as far as it can be without opening anything.
 *
 * @param name shown in Spark's user interface and in the report
 * @param labels the columns of labels
 * @param seed of every random number
 * @param handleInvalid what happens to a row whose image cannot be read
 * @param quarantine folder where refused rows are written as Parquet, if anywhere
 * @param report where to report to, if anywhere
 * @param audit what training images are checked for, if they are
 * @param checks what is checked of splits and of the output
 * @param featureStore folder of features that gates read, if any
 */
record JobSpec(
    String name,
    Input input,
    Aim aim,
    MethodsSection methods,
    Output output,
    LabelSpec labels,
    long seed,
    InvalidRows handleInvalid,
    Optional<String> quarantine,
    Optional<ReportSection> report,
    Optional<AuditSection> audit,
    ChecksSection checks,
    Optional<String> featureStore) {

  /**
   * Where the images come from.
   *
   * @param partitions that rows are spread over by their key before any work; 0: as they come
   * @param maxPixels an image with more is refused
   */
  record Input(ImageSource source, int partitions, long maxPixels) {
    static final long MAX_PIXELS = ImageCodec.DEFAULT_MAX_PIXELS;
  }

  /**
   * How many rows there are to be, and of which rows and methods they come.
   *
   * @param target of each class: {@code max} (as many as the largest has), a number, or JSON that
   *     names classes with their numbers
   * @param copies in place of the target: made for each row that is there; 0: the target counts
   * @param weight what the rows of a class weigh where they are copied
   * @param methods whether every class has the same mix of methods
   */
  record Aim(String target, int copies, Weight weight, MethodShare methods) {
    static final String MAX = "max";
  }

  /**
   * What the images of a class weigh where they are copied.
   *
   * @param column of the input that holds the weights, if any does
   * @param rule how an audit weighs images where none does
   */
  record Weight(Optional<String> column, SourceWeight rule) {
    static final Weight UNIFORM = new Weight(Optional.empty(), SourceWeight.UNIFORM);
  }

  /**
   * Where the images go.
   *
   * @param originals whether the images that are copied are written too
   * @param encoding {@code same} as the source, or an encoding such as {@code jpeg:95}
   * @param colorProfiles what happens to those of sources
   */
  record Output(
      ImageSink sink,
      ExistingOutput existing,
      boolean originals,
      String encoding,
      ColorProfiles colorProfiles) {}
}
