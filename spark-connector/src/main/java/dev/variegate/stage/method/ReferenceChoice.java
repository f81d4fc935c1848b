package dev.variegate.stage.method;

import dev.variegate.codec.ImageCodec;
import dev.variegate.image.BadImageException;
import dev.variegate.image.ReferenceImage;
import dev.variegate.op.BadReferenceException;
import dev.variegate.op.References;
import dev.variegate.policy.Policy;
import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.param.ReferenceParams;
import dev.variegate.stage.param.WeightedPath;
import dev.variegate.stage.row.ImageColumn;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** The images that the steps of a policy make others like. */
public sealed interface ReferenceChoice extends Serializable {

  /** There are none. */
  ReferenceChoice NONE = new Listed(List.of());

  /** Finds the references of a row, in one task. */
  @FunctionalInterface
  interface Finder {
    References of(Row row);
  }

  /** For one task. */
  Finder open(ImageCodec codec);

  /** What is thrown where one cannot be used. */
  IllegalArgumentException reported(BadReferenceException e);

  /**
   * As the Params say, after a look at the column that they name and at whether the policy takes
   * references.
   */
  static void require(ReferenceParams<?> stage, Policy policy, StructType given) {
    ParamSupport.requireAtMostOne(stage, stage.references(), stage.referencesCol());
    var taking = policy.takingReferences();
    boolean any = stage.isDefined(stage.references()) || stage.isDefined(stage.referencesCol());
    if (any && taking.isEmpty()) {
      var param = stage.isDefined(stage.references()) ? stage.references() : stage.referencesCol();
      throw new IllegalArgumentException(
          "%s is \"%s\" but must be unset where the policy makes no image like another; add an operation such as histogram-matching, or clear it"
              .formatted(param.name(), stage.getOrDefault(param)));
    }
    if (!any && !taking.isEmpty()) {
      throw new IllegalArgumentException(
          "policy of %s makes images like references (%s), which must be given; set references or referencesCol"
              .formatted(stage.uid(), String.join(", ", taking)));
    }
    ParamSupport.value(stage, stage.referencesCol())
        .ifPresent(column -> ImageColumn.named(given, column, "referencesCol"));
  }

  /** What {@link #require} has looked at; lists files. */
  static ReferenceChoice of(ReferenceParams<?> stage, StructType given, SparkSession spark) {
    return ParamSupport.value(stage, stage.referencesCol())
        .<ReferenceChoice>map(column -> new Own(ImageColumn.named(given, column, "referencesCol")))
        .orElseGet(() -> of(ParamSupport.value(stage, stage.references()).orElse(""), spark));
  }

  /** The images of the places that a text names; none where it is empty. */
  static ReferenceChoice of(String paths, SparkSession spark) {
    return paths.isEmpty()
        ? NONE
        : new Listed(
            ReferenceFiles.list(
                "references", WeightedPath.parse(paths, "path", "references"), spark));
  }

  /** The same for all rows: one that cannot be used is no row's fault. */
  record Listed(List<ReferenceImage> images) implements ReferenceChoice {
    @Override
    public Finder open(ImageCodec codec) {
      var references = References.of(images, codec);
      return row -> references;
    }

    @Override
    public IllegalArgumentException reported(BadReferenceException e) {
      throw e;
    }
  }

  /** Each row brings its own. */
  record Own(ImageColumn column) implements ReferenceChoice {
    @Override
    public Finder open(ImageCodec codec) {
      var seen = References.of(List.of(), codec);
      return row -> seen.own(encoded(row, codec));
    }

    @Override
    public IllegalArgumentException reported(BadReferenceException e) {
      return new IllegalArgumentException(e.getMessage(), e); // the row brought it
    }

    private byte[] encoded(Row row, ImageCodec codec) {
      if (row.isNullAt(column.index())) {
        throw new IllegalArgumentException("Reference is null but must be there; drop the row");
      }
      try {
        return column.encoded(row, codec);
      } catch (BadImageException | IllegalArgumentException e) {
        throw new IllegalArgumentException("Reference: " + e.getMessage(), e);
      }
    }
  }
}
