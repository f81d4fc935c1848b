package dev.variegate.job;

import dev.variegate.base.Choice;
import dev.variegate.codec.ColorProfiles;
import dev.variegate.codec.Encoding;
import dev.variegate.io.ExistingOutput;
import dev.variegate.io.ImageFolderSink;
import dev.variegate.io.ImageSink;
import dev.variegate.io.MaskFolder;
import dev.variegate.io.MaskFolderSink;
import dev.variegate.io.ParquetSink;
import dev.variegate.io.annotation.AnnotatedFolderSink;
import dev.variegate.io.annotation.AnnotationFormat;
import dev.variegate.job.JobSpec.Output;
import java.util.List;
import java.util.stream.Stream;

/** Reads the section {@code output}. */
final class OutputReader {

  static final String PARQUET = "parquet";
  static final String IMAGE_FOLDER = "image-folder";
  static final String MASK_FOLDER = "mask-folder";

  /** The usual one first. */
  private static final List<String> FORMATS =
      Stream.concat(
              Stream.of(PARQUET, IMAGE_FOLDER, MASK_FOLDER),
              Choice.words(AnnotationFormat.class).stream())
          .toList();

  private static final List<String> COLOR_PROFILES = Choice.words(ColorProfiles.class);
  private static final List<String> EXISTING = Choice.words(ExistingOutput.class);

  private static final List<String> KEYS =
      List.of("path", "format", "classes", "mode", "encoding", "color-profile", "originals");

  private OutputReader() {}

  /** The section, once none of its keys is unknown. */
  static Section section(Section job) {
    return job.section("output", KEYS);
  }

  /**
   * Reads it.
   *
   * @param labels that the images bring
   */
  static Output output(Section output, LabelSpec labels) {
    var encoding = output.text("encoding", "same");
    var sink = sink(output, labels);
    try {
      if (!encoding.equals("same")) {
        Encoding.parse(encoding);
      }
    } catch (IllegalArgumentException e) {
      throw output.refused("encoding", e);
    }
    return new Output(
        sink,
        ExistingOutput.parse(output.wordOrFirst("mode", EXISTING)),
        output.flag("originals", true),
        encoding,
        ColorProfiles.parse(output.wordOrFirst("color-profile", COLOR_PROFILES)));
  }

  private static ImageSink sink(Section output, LabelSpec labels) {
    var path = output.text("path");
    var format = output.wordOrFirst("format", FORMATS);
    if (output.has("classes") && !format.startsWith("yolo")) {
      throw new BadJobException(
          "output.classes is given with output.format \"%s\", only YOLO numbers classes by it; remove it"
              .formatted(format));
    }
    return switch (format) {
      case PARQUET -> new ParquetSink(path);
      case IMAGE_FOLDER -> new ImageFolderSink(path);
      case MASK_FOLDER ->
          new MaskFolderSink(
              path, labels.masks().isEmpty() ? MaskFolder.MASK : labels.masks().get(0));
      default ->
          new AnnotatedFolderSink(path, form(format), output.texts("classes"), labels.format());
    };
  }

  private static AnnotationFormat form(String format) {
    return Choice.find(AnnotationFormat.class, format).orElseThrow();
  }

  /** The word of a sink. */
  static String format(ImageSink sink) {
    if (sink instanceof AnnotatedFolderSink annotated) {
      return annotated.form().word();
    }
    return sink instanceof MaskFolderSink
        ? MASK_FOLDER
        : sink instanceof ImageFolderSink ? IMAGE_FOLDER : PARQUET;
  }
}
