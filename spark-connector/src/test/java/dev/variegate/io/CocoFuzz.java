package dev.variegate.io;

import dev.variegate.image.Size;
import dev.variegate.testing.fuzz.FuzzTarget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/** Reads annotations of COCO. */
public final class CocoFuzz implements FuzzTarget {

  private Path file;

  @Override
  public String name() {
    return "coco";
  }

  @Override
  public List<byte[]> seeds() {
    return Stream.of(
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
            """)
        .map(text -> text.getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  @Override
  public List<String> words() {
    return List.of(
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "null",
        "true",
        "-1",
        "0.5",
        "1e999",
        "NaN",
        "2147483648",
        "9223372036854775808",
        "\\u001b",
        "\"id\"",
        "\"counts\"",
        "\"size\"",
        "\"bbox\"",
        "\"segmentation\"",
        "\"keypoints\"",
        "[[1,1]]",
        "99999999999");
  }

  @Override
  public void read(byte[] input) throws IOException {
    var text = new String(input, StandardCharsets.UTF_8);
    if (file == null) {
      file = Files.createTempFile("fuzz", ".json");
      file.toFile().deleteOnExit();
    }
    Files.writeString(file, text);
    var hadoop = new Configuration(false);
    var path = new org.apache.hadoop.fs.Path(file.toUri());
    var scan = CocoScan.of(hadoop, path);
    VocFuzz.requireNone(scan.faults());
    try (var json = new CocoJson(hadoop, path, Map.of())) {
      for (var next = json.next(); next.isPresent(); next = json.next()) {
        if (next.get().list().equals(CocoJson.ANNOTATIONS)) {
          CocoThing.read(next.get().tree(), scan, Optional.of(new Size(50, 40)), "fuzz");
        }
      }
    }
  }
}
