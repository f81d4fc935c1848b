package dev.variegate.stage.method;

import dev.variegate.codec.Encoding;
import dev.variegate.generate.segment.Segmenter;
import dev.variegate.image.Image;
import dev.variegate.image.ImageFormat;
import dev.variegate.label.Labels;
import dev.variegate.stage.param.Device;
import dev.variegate.stage.row.AddedColumns;
import dev.variegate.stage.row.LabelColumns;
import dev.variegate.stage.row.LazyRows;
import dev.variegate.stage.row.RowTask;
import dev.variegate.stage.row.RowWorker;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Adds the mask of its image to each row, in batches of the model.
 *
 * @param mask column of masks, PNG
 * @param regions column of polygons, if any
 */
public record SegmentedRows(
    AddedColumns columns,
    ModelAddress model,
    Device device,
    Segmenter.Settings settings,
    int mask,
    LabelColumns regions)
    implements RowTask.Opener<Image, Image> {

  @Override
  public RowWorker<Image, Image> open(TaskContext task) {
    return new Worker(Segmenter.open(model.open(), device.compute(task), settings));
  }

  private final class Worker implements RowWorker<Image, Image> {
    private final Segmenter segmenter;

    Worker(Segmenter segmenter) {
      this.segmenter = segmenter;
    }

    @Override
    public RowWorker.Pending<Image, Image> open(RowWorker.Input input) {
      var row = input.row();
      if (columns.refusedBefore(row)) {
        return RowWorker.Pending.of(List.of(RowFactory.create(columns.values(row))));
      }
      try (var image = columns.image().decoded(row, columns.codec())) {
        return new Segmented(row, segmenter.entering(image), segmenter);
      }
    }

    @Override
    public boolean isFull(List<Image> requests) {
      return requests.size() >= segmenter.model().batch();
    }

    @Override
    public List<Image> answer(List<Image> requests) {
      return segmenter.segment(requests);
    }

    @Override
    public void close() {
      segmenter.close();
    }
  }

  /** A row with its image as the network takes it, and then the classes of its pixels. */
  private final class Segmented implements RowWorker.Pending<Image, Image> {
    private final Row row;
    private final Image image;
    private final Segmenter segmenter;
    private List<Image> classes = List.of();

    Segmented(Row row, Image image, Segmenter segmenter) {
      this.row = row;
      this.image = image;
      this.segmenter = segmenter;
    }

    @Override
    public List<Image> requests() {
      return List.of(image);
    }

    @Override
    public void answered(List<Image> answers) {
      classes = answers;
    }

    @Override
    public LazyRows rows() {
      return LazyRows.of(classes.stream().map(this::row).toList());
    }

    private Row row(Image given) {
      var values = columns.values(row);
      try (var drawn = segmenter.mask(given)) {
        values[mask] = columns.codec().encode(drawn, Encoding.of(ImageFormat.PNG));
      }
      if (regions.polygons() >= 0) {
        values[regions.polygons()] = LabelColumns.NONE;
        var labels = new Labels(List.of(), segmenter.polygons(given), List.of());
        regions.write(labels, given.size(), values);
      }
      return RowFactory.create(values);
    }

    @Override
    public void close() {
      image.close();
      classes.forEach(Image::close);
    }
  }
}
