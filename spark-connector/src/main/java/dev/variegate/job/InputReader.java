package dev.variegate.job;

import dev.variegate.base.ConfigNode;
import dev.variegate.io.BinaryFiles;
import dev.variegate.io.IdxFolder;
import dev.variegate.io.ImageFolder;
import dev.variegate.io.ImageSource;
import dev.variegate.io.MaskFolder;
import dev.variegate.io.ParquetImages;
import dev.variegate.io.annotation.CocoFile;
import dev.variegate.io.annotation.VocFolder;
import dev.variegate.io.annotation.YoloFolder;
import dev.variegate.job.JobSpec.Input;
import dev.variegate.stage.param.InvalidRows;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Reads the section {@code input}. */
final class InputReader {

  /** Keys of any input, and those that only one format has. */
  private static final List<String> KEYS = List.of("format", "path", "partitions", "max-pixels");

  private static final Map<String, List<String>> FORMAT_KEYS =
      Map.of(
          "image-folder", List.of(),
          "binary-file", List.of("label-pattern"),
          "parquet", List.of("columns"),
          "idx", List.of("labels"),
          "coco", List.of("annotations"),
          "voc", List.of(),
          "yolo", List.of(),
          "mask-folder", List.of());

  private static final List<String> COLUMN_KEYS =
      List.of(ImageSource.IMAGE, ImageSource.KEY, ImageSource.LABEL, ImageSource.SPLIT);

  private InputReader() {}

  /** The section, once none of its keys is unknown. */
  static ConfigNode section(ConfigNode job) {
    var input = job.at("input");
    var keys = new TreeSet<>(KEYS);
    keys.addAll(
        input
            .at("format")
            .ifGiven(format -> FORMAT_KEYS.get(format.word(FORMAT_KEYS.keySet())))
            .orElse(FORMAT_KEYS.values().stream().flatMap(List::stream).toList()));
    input.only(keys).at("columns").only(COLUMN_KEYS);
    return input;
  }

  static Input input(ConfigNode input, InvalidRows handleInvalid) {
    var format = input.at("format").word(FORMAT_KEYS.keySet());
    return new Input(
        source(input, format, input.at("path").text(), handleInvalid),
        JobReader.count(input.at("partitions")).orElse(0),
        input
            .at("max-pixels")
            .ifGiven(most -> most.whole(1, Long.MAX_VALUE))
            .orElse(Input.MAX_PIXELS));
  }

  private static ImageSource source(
      ConfigNode input, String format, String path, InvalidRows handleInvalid) {
    // What the job leaves out or keeps, it counts and says first.
    var invalid = handleInvalid == InvalidRows.ERROR ? handleInvalid : InvalidRows.KEEP;
    return switch (format) {
      case "image-folder" -> new ImageFolder(path, handleInvalid.word());
      case "binary-file" -> {
        var pattern = input.at("label-pattern");
        var text = pattern.ifGiven(ConfigNode::text);
        yield pattern.checked(() -> new BinaryFiles(path, text));
      }
      case "idx" -> new IdxFolder(path, input.at("labels").names());
      case "coco" ->
          new CocoFile(
              input.at("annotations").ifGiven(ConfigNode::text).orElse(path), path, invalid.word());
      case "voc" -> new VocFolder(path, invalid.word());
      case "yolo" -> new YoloFolder(path, invalid.word());
      case "mask-folder" -> new MaskFolder(path);
      default -> parquet(input.at("columns"), path);
    };
  }

  private static ParquetImages parquet(ConfigNode columns, String path) {
    if (columns.keys().isEmpty()) {
      return ParquetImages.of(path);
    }
    return new ParquetImages(
        path,
        columns.at(ImageSource.IMAGE).ifGiven(ConfigNode::text).orElse(ImageSource.IMAGE),
        columns.at(ImageSource.KEY).ifGiven(ConfigNode::text),
        columns.at(ImageSource.LABEL).ifGiven(ConfigNode::text),
        columns.at(ImageSource.SPLIT).ifGiven(ConfigNode::text));
  }
}
