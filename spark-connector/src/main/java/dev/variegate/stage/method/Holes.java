package dev.variegate.stage.method;

import dev.variegate.codec.ImageCodec;
import dev.variegate.image.BadImageException;
import dev.variegate.image.Image;
import dev.variegate.pixel.Hole;
import dev.variegate.pixel.HoleMask;
import dev.variegate.pixel.RandomHole;
import dev.variegate.stage.param.HoleOptions;
import dev.variegate.stage.param.HoleParams;
import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.row.Columns;
import dev.variegate.stage.row.CopyMethod;
import dev.variegate.stage.row.ImageColumn;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Where the hole of each image is, as its mask. */
public sealed interface Holes extends Companions {

  /** As the Params say, after a look at the columns that they name. */
  static Holes of(HoleParams<?> stage, StructType given) {
    var masks = ParamSupport.value(stage, stage.holeMaskCol());
    var boxes = ParamSupport.value(stage, stage.holeBoxesCol());
    if (masks.isPresent() && boxes.isPresent()) {
      throw new IllegalArgumentException(
          "holeMaskCol is \"%s\" and holeBoxesCol is \"%s\" but only one may say where the holes are; clear the other"
              .formatted(masks.get(), boxes.get()));
    }
    if (masks.isPresent()) {
      return new Drawn(
          ImageColumn.named(given, masks.get(), "holeMaskCol"),
          (int) stage.getOrDefault(stage.holeMargin()));
    }
    return boxes
        .<Holes>map(name -> new Boxes(boxes(given, name)))
        .orElseGet(
            () ->
                new Erased(
                    new RandomHole(
                        HoleOptions.range(stage.getOrDefault(stage.eraseArea()), "eraseArea"),
                        HoleOptions.range(
                            stage.getOrDefault(stage.eraseAspect()), "eraseAspect"))));
  }

  /** Whether they are drawn for each copy. */
  default boolean areDrawn() {
    return this instanceof Erased;
  }

  private static int boxes(StructType given, String name) {
    int index = Columns.index(given, name, "holeBoxesCol");
    var type = given.fields()[index].dataType();
    if (!(type instanceof ArrayType all
        && all.elementType() instanceof ArrayType box
        && isWhole(box.elementType()))) {
      throw new IllegalArgumentException(
          "Column \"%s\" of holeBoxesCol has type %s but must be array<array<int>>; cast it"
              .formatted(name, type.catalogString()));
    }
    return index;
  }

  private static boolean isWhole(DataType type) {
    return type.equals(DataTypes.IntegerType) || type.equals(DataTypes.LongType);
  }

  /**
   * An image in a column.
   *
   * @param margin pixels that its hole is grown by
   */
  record Drawn(ImageColumn column, int margin) implements Holes {
    @Override
    public Optional<Image> of(CopyMethod.Request request, ImageCodec codec) {
      var row = request.row();
      if (row.isNullAt(column.index())) {
        throw new IllegalArgumentException("Mask is null but must be there; drop the row");
      }
      try (var drawn = column.decoded(row, codec);
          var mask = HoleMask.of(drawn)) {
        return Optional.of(HoleMask.grown(mask, margin));
      } catch (BadImageException | IllegalArgumentException e) {
        throw new IllegalArgumentException("Mask: " + e.getMessage(), e);
      }
    }
  }

  /** Rectangles in a column. */
  record Boxes(int column) implements Holes {
    @Override
    public Optional<Image> of(CopyMethod.Request request, ImageCodec codec) {
      var row = request.row();
      if (row.isNullAt(column)) {
        throw new IllegalArgumentException(
            "Boxes are null but must be there; drop the row, or give an empty array for no hole");
      }
      Seq<?> boxes = row.getAs(column);
      var holes = CollectionConverters.asJava(boxes).stream().map(Boxes::hole).toList();
      return Optional.of(HoleMask.of(holes, request.source().image().size()));
    }

    private static Hole hole(Object box) {
      List<?> numbers = box instanceof Seq<?> seq ? CollectionConverters.asJava(seq) : List.of();
      if (numbers.size() != 4 || numbers.contains(null)) {
        throw new IllegalArgumentException(
            "Box is %s but must be [x, y, width, height]; give four whole numbers"
                .formatted(numbers));
      }
      var ends =
          numbers.stream().mapToInt(n -> Math.toIntExact(((Number) n).longValue())).toArray();
      return new Hole(ends[0], ends[1], ends[2], ends[3]);
    }
  }

  /** One rectangle, drawn for each copy. */
  record Erased(RandomHole hole) implements Holes {

    /** Far from the places that the noise of a diffusion model is drawn at. */
    private static final int PLACE = Integer.MAX_VALUE;

    @Override
    public Optional<Image> of(CopyMethod.Request request, ImageCodec codec) {
      var size = request.source().image().size();
      var drawn = hole.draw(request.draw().generator(PLACE), size);
      return Optional.of(HoleMask.of(List.of(drawn), size));
    }
  }
}
