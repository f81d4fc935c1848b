package dev.variegate.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import dev.variegate.codec.ContactSheet;
import dev.variegate.codec.ContactSheet.Row;
import dev.variegate.codec.ContactSheet.Tile;
import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.image.ImageFormat;
import dev.variegate.train.layer.EngineArrays;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Samples of a model on one sheet, a row for each class, of the same noise each time.
 *
 * @param labels names of the classes; none for a model without
 */
record SampleSheet(ImageShape shape, List<String> labels, long seed) {

  private static final int COLUMNS = 12;
  private static final int MAX_ROWS = 20;
  private static final int ROWS_WITHOUT_CLASSES = 4;
  private static final int FRAME = 0x9aa0a6;
  private static final ImageCodec CODEC = new ImageCodec();

  /** The sheet as a PNG. */
  byte[] png(String title, TrainableModel model, NDManager manager) {
    int rows = labels.isEmpty() ? ROWS_WITHOUT_CLASSES : Math.min(MAX_ROWS, labels.size());
    var drawn = new ArrayList<Row>();
    for (int row = 0; row < rows; row++) {
      var name = labels.isEmpty() ? "" : labels.get(row);
      drawn.add(new Row(name, "", List.of(tiles(model, manager, row))));
    }
    return ContactSheet.png(title, shape.toString(), drawn, CODEC);
  }

  private List<Tile> tiles(TrainableModel model, NDManager manager, int row) {
    var classes = new long[COLUMNS];
    Arrays.fill(classes, labels.isEmpty() ? 0 : row);
    float[] values;
    try (var scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray made =
          model.samples(EngineArrays.array(manager, classes), new KeyedNoise(manager, seed, row));
      values = made.toFloatArray();
    }
    var tiles = new ArrayList<Tile>();
    for (int i = 0; i < COLUMNS; i++) {
      try (var image = image(values, i * shape.size())) {
        tiles.add(new Tile(CODEC.encode(image, Encoding.of(ImageFormat.PNG)), "", FRAME));
      }
    }
    return tiles;
  }

  private Image image(float[] values, int offset) {
    int plane = shape.height() * shape.width();
    var samples = new byte[shape.size()];
    for (int c = 0; c < shape.channels(); c++) {
      for (int i = 0; i < plane; i++) {
        float value = Math.min(1, Math.max(0, values[offset + c * plane + i]));
        samples[i * shape.channels() + c] = (byte) Math.round(255 * value);
      }
    }
    return Image.ofBytes(shape.width(), shape.height(), shape.channels(), samples);
  }
}
