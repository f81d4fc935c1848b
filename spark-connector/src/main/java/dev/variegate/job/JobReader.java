package dev.variegate.job;

import dev.variegate.image.ColorProfiles;
import dev.variegate.image.Encoding;
import dev.variegate.io.BinaryFiles;
import dev.variegate.io.ExistingOutput;
import dev.variegate.io.IdxFolder;
import dev.variegate.io.ImageFolder;
import dev.variegate.io.ImageFolderSink;
import dev.variegate.io.ImageSink;
import dev.variegate.io.ImageSource;
import dev.variegate.io.ParquetImages;
import dev.variegate.io.ParquetSink;
import dev.variegate.job.JobSpec.Aim;
import dev.variegate.job.JobSpec.Input;
import dev.variegate.job.JobSpec.Output;
import dev.variegate.job.JobSpec.Report;
import dev.variegate.stage.InvalidRows;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads a whole {@link JobSpec}; whatever it does not know is an error. */
final class JobReader {

  private static final List<String> SOURCES =
      List.of("image-folder", "binary-file", "parquet", "idx");
  private static final List<String> SINKS = List.of("parquet", "image-folder");
  private static final List<String> COLOR_PROFILES =
      Stream.of(ColorProfiles.values()).map(ColorProfiles::word).toList();
  private static final List<String> EXISTING =
      Stream.of(ExistingOutput.values()).map(ExistingOutput::word).toList();
  private static final List<String> INVALID =
      Stream.of(InvalidRows.values()).map(InvalidRows::word).toList();

  private static final List<String> KEYS =
      List.of(
          "name",
          "input",
          "plan",
          "methods",
          "output",
          "labels",
          "seed",
          "handle-invalid",
          "quarantine",
          "report");

  /** Keys of any input, and those that only one format has. */
  private static final List<String> INPUT_KEYS =
      List.of("format", "path", "partitions", "max-pixels");

  private static final Map<String, List<String>> FORMAT_KEYS =
      Map.of(
          "image-folder", List.of(),
          "binary-file", List.of("label-pattern"),
          "parquet", List.of("columns"),
          "idx", List.of("labels"));
  private static final List<String> COLUMN_KEYS =
      List.of(ImageSource.IMAGE, ImageSource.KEY, ImageSource.LABEL, ImageSource.SPLIT);
  private static final List<String> PLAN_KEYS = List.of("target", "copies");
  private static final List<String> OUTPUT_KEYS =
      List.of("path", "format", "mode", "encoding", "color-profile", "originals");
  private static final List<String> REPORT_KEYS = List.of("path", "classes", "sources", "copies");

  private JobReader() {}

  /** Opens every mapping before it reads one, so that unknown keys are told before missing ones. */
  static JobSpec read(JobFile file) {
    var job = file.section().only(KEYS);
    var input = inputSection(job);
    var plan = job.section("plan", PLAN_KEYS);
    var methods = job.section("methods");
    if (!methods.keys().isEmpty()) {
      methods.methods();
    }
    var output = job.section("output", OUTPUT_KEYS);
    var labels = job.section("labels", LabelSpec.KEYS);
    var report = job.section("report", REPORT_KEYS);
    var handleInvalid = InvalidRows.parse(job.wordOrFirst("handle-invalid", INVALID));
    var spec =
        new JobSpec(
            job.text("name", "augment"),
            input(input, handleInvalid),
            aim(plan),
            methods.methods(),
            output(output),
            LabelSpec.read(labels),
            job.whole("seed", Long.MIN_VALUE, 0),
            handleInvalid,
            job.has("quarantine") ? Optional.of(job.text("quarantine")) : Optional.empty(),
            job.has("report") ? Optional.of(report(report)) : Optional.empty());
    requireConsistent(spec);
    return spec;
  }

  private static Section inputSection(Section job) {
    var input = job.section("input");
    var keys = new TreeSet<>(INPUT_KEYS);
    if (input.has("format")) {
      keys.addAll(FORMAT_KEYS.get(input.word("format", SOURCES)));
    } else {
      FORMAT_KEYS.values().forEach(keys::addAll);
    }
    input.only(keys).section("columns", COLUMN_KEYS);
    return input;
  }

  private static Input input(Section input, InvalidRows handleInvalid) {
    var source = source(input, input.word("format", SOURCES), input.text("path"), handleInvalid);
    return new Input(
        source, input.count("partitions", 1, 0), input.whole("max-pixels", 1, Input.MAX_PIXELS));
  }

  private static ImageSource source(
      Section input, String format, String path, InvalidRows handleInvalid) {
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

  private static Aim aim(Section plan) {
    if (plan.has("target") && plan.has("copies")) {
      throw new BadJobException(
          "%s has both target and copies, must have one; remove the other".formatted(plan));
    }
    return new Aim(
        plan.has("target") ? plan.scalarOrJson("target") : Aim.MAX, plan.count("copies", 1, 0));
  }

  private static Output output(Section output) {
    var path = output.text("path");
    ImageSink sink =
        output.wordOrFirst("format", SINKS).equals("parquet")
            ? new ParquetSink(path)
            : new ImageFolderSink(path);
    var encoding = output.text("encoding", "same");
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

  private static Report report(Section report) {
    return new Report(
        report.text("path"),
        report.count("classes", 1, 12),
        report.count("sources", 1, 2),
        report.count("copies", 1, 7));
  }

  private static void requireConsistent(JobSpec spec) {
    if (spec.handleInvalid() == InvalidRows.KEEP
        && spec.output().sink() instanceof ImageFolderSink) {
      throw new BadJobException(
          "handle-invalid is \"keep\", must be \"error\" or \"skip\" where output.format is"
              + " \"image-folder\", which has no place for a row without a picture; write parquet");
    }
    if (spec.labels().names() && spec.output().sink() instanceof ImageFolderSink) {
      throw new BadJobException(
          "labels are given with output.format \"image-folder\", which has no place for them; write parquet");
    }
    if (spec.quarantine().isPresent() && spec.handleInvalid() != InvalidRows.SKIP) {
      throw new BadJobException(
          "quarantine is given with handle-invalid \"%s\", which refuses no row into it; set handle-invalid: skip or leave quarantine out"
              .formatted(spec.handleInvalid().word()));
    }
  }
}
