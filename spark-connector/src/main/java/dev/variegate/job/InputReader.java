package dev.variegate.job;

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
import java.util.Optional;
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

  private static List<String> formats() {
    return FORMAT_KEYS.keySet().stream().sorted().toList();
  }

  /** The section, once none of its keys is unknown. */
  static Section section(Section job) {
    var input = job.section("input");
    var keys = new TreeSet<>(KEYS);
    if (input.has("format")) {
      keys.addAll(FORMAT_KEYS.get(input.word("format", formats())));
    } else {
      FORMAT_KEYS.values().forEach(keys::addAll);
    }
    input.only(keys).section("columns", COLUMN_KEYS);
    return input;
  }

  static Input input(Section input, InvalidRows handleInvalid) {
    var source = source(input, input.word("format", formats()), input.text("path"), handleInvalid);
    return new Input(
        source, input.count("partitions", 1, 0), input.whole("max-pixels", 1, Input.MAX_PIXELS));
  }

  private static ImageSource source(
      Section input, String format, String path, InvalidRows handleInvalid) {
    // What the job leaves out or keeps, it counts and says first.
    var invalid = handleInvalid == InvalidRows.ERROR ? handleInvalid : InvalidRows.KEEP;
    return switch (format) {
      case "image-folder" -> new ImageFolder(path, handleInvalid.word());
      case "binary-file" -> {
        try {
          yield new BinaryFiles(path, optional(input, "label-pattern"));
        } catch (IllegalArgumentException e) {
          throw input.refused("label-pattern", e);
        }
      }
      case "idx" -> new IdxFolder(path, input.texts("labels"));
      case "coco" -> new CocoFile(input.text("annotations", path), path, invalid.word());
      case "voc" -> new VocFolder(path, invalid.word());
      case "yolo" -> new YoloFolder(path, invalid.word());
      case "mask-folder" -> new MaskFolder(path);
      default -> parquet(input.section("columns", COLUMN_KEYS), path);
    };
  }

  private static ParquetImages parquet(Section columns, String path) {
    if (columns.keys().isEmpty()) {
      return ParquetImages.of(path);
    }
    return new ParquetImages(
        path,
        columns.text("image", ImageSource.IMAGE),
        optional(columns, ImageSource.KEY),
        optional(columns, ImageSource.LABEL),
        optional(columns, ImageSource.SPLIT));
  }

  private static Optional<String> optional(Section section, String key) {
    return section.has(key) ? Optional.of(section.text(key)) : Optional.empty();
  }
}
