package dev.variegate.io;

import dev.variegate.image.Size;
import dev.variegate.testing.fuzz.FuzzTarget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/** Reads data.yaml and lines of shapes, which a line of dashes parts. */
public final class YoloFuzz implements FuzzTarget {

  private Path file;

  @Override
  public String name() {
    return "yolo";
  }

  @Override
  public List<byte[]> seeds() {
    return Stream.of(
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
        " ",
        "\n",
        "0.1 0.1",
        "1e999",
        "Infinity",
        "----",
        "names: ",
        "kpt_shape: ",
        "kpt_names: ",
        "- ");
  }

  @Override
  public void read(byte[] input) throws IOException {
    var text = new String(input, StandardCharsets.UTF_8);
    var parts = text.split("----", 2);
    if (file == null) {
      file = Files.createTempFile("fuzz", ".yaml");
      file.toFile().deleteOnExit();
    }
    Files.writeString(file, parts[0]);
    var path = new org.apache.hadoop.fs.Path(file.toUri());
    var fs = FileSystem.getLocal(new Configuration(false)).getRawFileSystem();
    var data = YoloData.read(new Location(fs, path));
    data.categories();
    data.places();
    var found = YoloText.of(data).read(parts.length < 2 ? "" : parts[1], new Size(50, 40), "fuzz");
    found.labels();
    VocFuzz.requireNone(found.faults());
  }
}
