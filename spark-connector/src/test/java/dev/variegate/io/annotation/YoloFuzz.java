package dev.variegate.io.annotation;

import dev.variegate.image.Size;
import dev.variegate.io.FileSystemPath;
import dev.variegate.testing.fuzz.InputFile;
import dev.variegate.testing.fuzz.TextTarget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Reads data.yaml and lines of shapes, which a line of dashes parts. */
public final class YoloFuzz extends TextTarget {

  private final InputFile file = new InputFile(".yaml");

  public YoloFuzz() {
    super(
        "yolo",
        List.of(" ", "0.1 0.1", "Infinity", "----", "names: ", "kpt_shape: ", "kpt_names: "),
        """
            names: [dog, cat]
            ----
            0 0.5 0.5 0.25 0.5
            1 0.1 0.1 0.9 0.1 0.9 0.9
            """,
        """
            names: {0: dog, 1: "007"}
            kpt_shape: [2, 3]
            flip_idx: [1, 0]
            ----
            0 0.5 0.5 0.25 0.5 0.5 0.5 2 0.1 0.2 0
            """,
        """
            names: [ship]
            task: obb
            ----
            0 0.1 0.1 0.9 0.1 0.9 0.9 0.1 0.9
            """);
  }

  @Override
  protected void read(String text) throws IOException {
    var parts = text.split("----", 2);
    var path = new Path(file.of(parts[0].getBytes(StandardCharsets.UTF_8)).toUri());
    var fs = FileSystem.getLocal(new Configuration(false)).getRawFileSystem();
    var data = YoloData.read(new FileSystemPath(fs, path));
    data.categories();
    data.paths();
    var found = YoloText.of(data).read(parts.length < 2 ? "" : parts[1], new Size(50, 40), "fuzz");
    found.labels();
    VocFuzz.requireNone(found.faults());
  }
}
