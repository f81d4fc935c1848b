package dev.variegate.job;

import dev.variegate.base.KebabCase;
import dev.variegate.io.ImageFolderSink;
import dev.variegate.io.MaskFolderSink;
import dev.variegate.io.ParquetSink;
import dev.variegate.io.annotation.AnnotatedFolderSink;
import dev.variegate.io.annotation.AnnotatedSource;
import dev.variegate.stage.param.InvalidRows;
import dev.variegate.stage.param.SourceWeight;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the sections of a job file must have in common. */
record JobRules(JobSpec spec, String format) {

  static void require(JobSpec spec) {
    var rules = new JobRules(spec, OutputReader.format(spec.output().sink()));
    rules.requireHandling();
    rules.requireFormats();
    rules.requirePlaceForLabels();
    rules.requireAudit();
  }

  private void requireHandling() {
    if (spec.handleInvalid() == InvalidRows.KEEP
        && !(spec.output().sink() instanceof ParquetSink)) {
      throw new BadJobException(
          "handle-invalid is \"keep\" but must be \"error\" or \"skip\" where output.format is \"%s\", which has no place for a row without an image; write parquet"
              .formatted(format));
    }
    boolean gated = spec.methods().gated();
    if (spec.quarantine().isPresent() && spec.handleInvalid() != InvalidRows.SKIP && !gated) {
      throw new BadJobException(
          "quarantine is given with handle-invalid \"%s\" and no gate, so that nothing is refused into it; set handle-invalid: skip or leave quarantine out"
              .formatted(spec.handleInvalid().word()));
    }
  }

  private void requireFormats() {
    if (spec.output().sink() instanceof ImageFolderSink && !spec.input().source().isLabeled()) {
      throw new BadJobException(
          "output.format is \"image-folder\", which has a folder for each class, and the images of the input have no class of their own; write parquet, or the format of the input");
    }
    if (spec.input().source() instanceof AnnotatedSource
        && spec.labels().boxFormat().filter(word -> !word.equals("corners")).isPresent()) {
      throw new BadJobException(
          "labels.box-format is \"%s\" but must be \"corners\" for this input.format, whose boxes are read as corners; remove it"
              .formatted(spec.labels().boxFormat().get()));
    }
  }

  private void requireAudit() {
    var rule = spec.aim().weight().rule();
    if (rule != SourceWeight.UNIFORM && spec.audit().isEmpty()) {
      throw new BadJobException(
          "plan.source-weight is \"%s\", which an audit of the sources finds, and there is none; add audit: {}"
              .formatted(KebabCase.kebab(rule)));
    }
    if (rule == SourceWeight.HARDNESS && !spec.input().source().isLabeled()) {
      throw new BadJobException(
          "plan.source-weight is \"hardness\", which is by classes, and the images of the input have no class of their own; choose uniform or uniqueness");
    }
    if (spec.checks().shortcuts().isPresent() && !hasClasses()) {
      throw new BadJobException(
          "checks.shortcuts is given, but the input has neither classes nor boxes, so that nothing can predict them; remove it");
    }
  }

  private boolean hasClasses() {
    return spec.input().source().isLabeled() || spec.labels().boxes().isPresent();
  }

  private void requirePlaceForLabels() {
    var labels = spec.labels();
    if (spec.output().sink() instanceof ImageFolderSink && labels.names()) {
      throw new BadJobException(
          "labels are given with output.format \"image-folder\", which has no place for them; write parquet");
    }
    if (spec.output().sink() instanceof MaskFolderSink) {
      requireMasksAlone(labels);
    }
    if (spec.output().sink() instanceof AnnotatedFolderSink) {
      requireShapesAlone(labels);
    }
  }

  private void requireMasksAlone(LabelSpec labels) {
    if (labels.masks().size() != 1) {
      throw new BadJobException(
          "output.format is \"mask-folder\", which holds one mask for each image, and labels.masks names %s; name one, or write parquet"
              .formatted(labels.masks().isEmpty() ? "none" : String.join(", ", labels.masks())));
    }
    if (!shapes(labels).isEmpty()) {
      throw new BadJobException(
          "output.format is \"mask-folder\", which has no place for labels.%s; write parquet"
              .formatted(shapes(labels).keySet().iterator().next()));
    }
  }

  private void requireShapesAlone(LabelSpec labels) {
    if (labels.boxes().isEmpty() && labels.polygons().isEmpty()) {
      throw new BadJobException(
          "output.format is \"%s\", which needs boxes or polygons, and labels.boxes and labels.polygons name none; name one, or write another format"
              .formatted(format));
    }
    if (!labels.masks().isEmpty()) {
      throw new BadJobException(
          "output.format is \"%s\", which has no place for labels.masks; write parquet"
              .formatted(format));
    }
    shapes(labels)
        .forEach(
            (name, column) -> {
              if (!name.equals(column)) {
                throw new BadJobException(
                    "labels.%s is \"%s\" but must be \"%s\" where output.format is \"%s\", which takes columns by their names; rename the column, or write parquet"
                        .formatted(name, column, name, format));
              }
            });
  }

  /** The columns of shapes by their keys. */
  private static Map<String, String> shapes(LabelSpec labels) {
    var shapes = new LinkedHashMap<String, String>();
    put(shapes, "boxes", labels.boxes());
    put(shapes, "polygons", labels.polygons());
    put(shapes, "keypoints", labels.keypoints());
    return shapes;
  }

  private static void put(Map<String, String> shapes, String key, Optional<String> column) {
    column.ifPresent(name -> shapes.put(key, name));
  }
}
