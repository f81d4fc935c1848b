package dev.variegate.io.annotation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.variegate.codec.HeaderReader;
import dev.variegate.image.Size;
import dev.variegate.io.FolderName;
import dev.variegate.io.ImageFile;
import dev.variegate.io.ImageSink;
import dev.variegate.io.ImageSource;
import dev.variegate.label.Labels;
import dev.variegate.stage.row.LabelColumns;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/**
 * Makes of a row the image's file and that of the shapes in it.
 *
 * @param classes names in the order of their numbers, for YOLO
 * @param points for poses of YOLO
 * @param columns of the shapes
 */
record AnnotatedFile(
    AnnotationFormat format, List<String> classes, PoseNames points, LabelColumns columns)
    implements Serializable {

  /** The image's own id in a line of metadata. */
  static final String IMAGE_ID = "image_id";

  private static final JsonMapper JSON = new JsonMapper();

  /** Takes key, image, split, copy, lineage (JSON text) and id, in this order; shapes behind. */
  ImageFile of(Row row) {
    var key = ImageFile.key(row);
    byte[] bytes = ImageFile.present(row.<byte[]>getAs(1), "image", key);
    var split = FolderName.of(ImageFile.present(row.getString(2), "split", key));
    var file = ImageFile.fileName(key, row.getInt(3), bytes);
    var stem = ImageFile.stem(file);
    var size = HeaderReader.read(bytes).orientedSize();
    var labels = labels(row, key, size);
    return switch (format) {
      case COCO -> {
        var name = "images/" + split + "/" + file;
        yield new ImageFile(name, bytes, metadata(name, row, size, labels), Map.of());
      }
      case VOC -> {
        var name = VocFolder.IMAGES + "/" + file;
        yield new ImageFile(
            name,
            bytes,
            metadata(name, row, size, Labels.NONE),
            Map.of(VocFolder.ANNOTATIONS + "/" + stem + ".xml", VocXml.write(file, size, labels)));
      }
      default -> {
        requireKnown(labels, key);
        var name = YoloFolder.IMAGES + "/" + split + "/" + file;
        var text = new YoloLines(format, classes, points, size).write(labels);
        yield new ImageFile(
            name,
            bytes,
            metadata(name, row, size, Labels.NONE),
            Map.of(
                YoloFolder.ANNOTATIONS + "/" + split + "/" + stem + ".txt",
                text.getBytes(StandardCharsets.UTF_8)));
      }
    };
  }

  private Labels labels(Row row, String key, Size size) {
    try {
      return columns.read(row, size);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Row \"%s\" cannot be written as %s: %s".formatted(key, format, e.getMessage()), e);
    }
  }

  private void requireKnown(Labels labels, String key) {
    for (var instance : labels.instances()) {
      if (!classes.contains(Instances.label(instance))) {
        throw new IllegalArgumentException(
            "Row \"%s\" has an instance of class \"%s\" but must be one of the classes of the sink: %s; add it there"
                .formatted(key, Instances.label(instance), String.join(", ", classes)));
      }
    }
  }

  private static String metadata(String name, Row row, Size size, Labels labels) {
    try {
      var line = JSON.createObjectNode();
      line.put("file_name", name);
      line.put(ImageSource.KEY, row.getString(0));
      line.put("copy", row.getInt(3));
      line.put(ImageSource.SPLIT, row.getString(2));
      if (!row.isNullAt(5)) {
        line.put(IMAGE_ID, row.getString(5));
      }
      line.put("width", size.width()).put("height", size.height());
      line.set(
          ImageSink.LINEAGE, row.isNullAt(4) ? JSON.nullNode() : JSON.readTree(row.getString(4)));
      var instances = line.putArray("instances");
      labels.instances().forEach(instance -> instances.add(CocoInstance.write(instance, size)));
      return JSON.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
