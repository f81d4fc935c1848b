package dev.variegate.job;

import dev.variegate.base.Choice;
import dev.variegate.base.ConfigNode;
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

  private static final List<String> KEYS =
      List.of("path", "format", "classes", "mode", "encoding", "color-profile", "originals");

  private OutputReader() {}

  /** The section, once none of its keys is unknown. */
  static ConfigNode section(ConfigNode job) {
    return job.at("output").only(KEYS);
  }

  /**
   * Reads it.
   *
   * @param labels that the images bring
   */
  static Output output(ConfigNode output, LabelSpec labels) {
    var encoding = output.at("encoding").ifGiven(ConfigNode::text).orElse("same");
    var sink = sink(output, labels);
    if (!encoding.equals("same")) {
      output.at("encoding").checked(() -> Encoding.parse(encoding));
    }
    return new Output(
        sink,
        output
            .at("mode")
            .ifGiven(mode -> mode.word(ExistingOutput.class))
            .orElse(ExistingOutput.REFUSE),
        output.at("originals").ifGiven(ConfigNode::flag).orElse(true),
        encoding,
        output
            .at("color-profile")
            .ifGiven(profile -> profile.word(ColorProfiles.class))
            .orElse(ColorProfiles.KEEP));
  }

  private static ImageSink sink(ConfigNode output, LabelSpec labels) {
    var path = output.at("path").text();
    var format = output.at("format").ifGiven(word -> word.word(FORMATS)).orElse(PARQUET);
    if (output.at("classes").isGiven() && !format.startsWith("yolo")) {
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
          new AnnotatedFolderSink(
              path, annotationFormat(format), output.at("classes").names(), labels.format());
    };
  }

  private static AnnotationFormat annotationFormat(String format) {
    return Choice.find(AnnotationFormat.class, format).orElseThrow();
  }

  /** The word of a sink. */
  static String format(ImageSink sink) {
    if (sink instanceof AnnotatedFolderSink annotated) {
      return annotated.format().word();
    }
    return sink instanceof MaskFolderSink
        ? MASK_FOLDER
        : sink instanceof ImageFolderSink ? IMAGE_FOLDER : PARQUET;
  }
}
