package dev.variegate.stage.method;

import dev.variegate.codec.Encoding;
import dev.variegate.generate.segment.Segmenter;
import dev.variegate.image.Image;
import dev.variegate.image.ImageFormat;
import dev.variegate.label.Labels;
import dev.variegate.stage.param.Device;
import dev.variegate.stage.row.AddedColumns;
import dev.variegate.stage.row.LabelColumns;
import java.util.List;
import org.apache.spark.TaskContext;

/**
 * Adds the mask of its image to each row.
 *
 * @param mask column of masks, PNG
 * @param regions column of polygons, if any
 */
public record SegmentedRows(
    ModelAddress model,
    Device device,
    AddedColumns columns,
    Segmenter.Settings settings,
    int mask,
    LabelColumns regions)
    implements NetworkRows.Opener<Image, Image> {

  @Override
  public NetworkRows.Filler<Image, Image> open(TaskContext task) {
    return new Masks(Segmenter.open(model.open(), device.compute(task), settings));
  }

  private final class Masks extends ImageFiller<Image> {
    private final Segmenter segmenter;

    Masks(Segmenter segmenter) {
      super(columns);
      this.segmenter = segmenter;
    }

    @Override
    Image entering(Image image) {
      return segmenter.entering(image);
    }

    @Override
    public int batch() {
      return segmenter.model().batch();
    }

    @Override
    public List<Image> answer(List<Image> images) {
      return segmenter.segment(images);
    }

    @Override
    public void write(Image classes, Object[] values) {
      try (var drawn = segmenter.mask(classes)) {
        values[mask] = columns.codec().encode(drawn, Encoding.of(ImageFormat.PNG));
      }
      if (regions.polygons() >= 0) {
        values[regions.polygons()] = LabelColumns.NONE;
        var labels = new Labels(List.of(), segmenter.polygons(classes), List.of());
        regions.write(labels, classes.size(), values);
      }
    }

    @Override
    public void releaseAnswer(Image classes) {
      classes.close();
    }

    @Override
    public void close() {
      segmenter.close();
    }
  }
}
