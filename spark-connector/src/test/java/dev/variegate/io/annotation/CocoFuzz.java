package dev.variegate.io.annotation;

import dev.variegate.image.Size;
import dev.variegate.testing.fuzz.InputFile;
import dev.variegate.testing.fuzz.TextTarget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Reads annotations of COCO. */
public final class CocoFuzz extends TextTarget {

  private final InputFile file = new InputFile(".json");

  public CocoFuzz() {
    super(
        "coco",
        List.of(
            "\"id\"",
            "\"counts\"",
            "\"size\"",
            "\"bbox\"",
            "\"segmentation\"",
            "\"keypoints\"",
            "[[1,1]]",
            "99999999999"),
        """
            {"images": [{"id": 1, "file_name": "a.jpg", "width": 50, "height": 40}],
             "annotations": [{"id": 1, "image_id": 1, "category_id": 2, "bbox": [1, 2, 30, 20], "iscrowd": 0, "segmentation": [[1, 1, 9, 1, 9, 9]]},
              {"id": 2, "image_id": 1, "category_id": 2, "iscrowd": 1, "segmentation": {"size": [40, 50], "counts": [5, 10, 1985]}},
              {"id": 3, "image_id": 1, "category_id": 3, "keypoints": [1, 2, 2, 3, 4, 0], "num_keypoints": 1, "attributes": {"a": true}}],
             "categories": [{"id": 2, "name": "dog", "supercategory": "animal"}, {"id": 3, "name": "person", "keypoints": ["nose", "eye"], "skeleton": [[1, 2]]}]}
            """,
        """
            {"categories": [{"id": "x", "name": "7"}], "images": [{"id": "i", "file_name": "a"}],
             "annotations": [{"image_id": "i", "category_id": "x", "segmentation": {"size": [4, 4], "counts": "04"}}]}
            """);
  }

  @Override
  protected void read(String text) throws IOException {
    var hadoop = new Configuration(false);
    var path = new Path(file.of(text.getBytes(StandardCharsets.UTF_8)).toUri());
    var scan = CocoScan.of(hadoop, path);
    VocFuzz.requireNone(scan.faults());
    try (var json = new CocoJson(hadoop, path, Map.of())) {
      for (var next = json.next(); next.isPresent(); next = json.next()) {
        if (next.get().list().equals(CocoJson.ANNOTATIONS)) {
          CocoInstance.read(next.get().tree(), scan, Optional.of(new Size(50, 40)), "fuzz");
        }
      }
    }
  }
}
