package dev.variegate.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetadataPartsTest {

  @TempDir java.nio.file.Path root;

  private FileSystem fs;

  @BeforeEach
  void openFileSystem() throws IOException {
    fs = FileSystem.getLocal(new Configuration());
  }

  @Test
  void mergesMorePartsThanItOpensAtOnce() throws IOException {
    var parts = new ArrayList<Path>();
    for (int i = 0; i < 2 * MetadataParts.OPEN + 1; i++) {
      parts.add(part("p" + i, "%04d".formatted(i), "%04d".formatted(9999 - i)));
    }
    var target = new Path(root.resolve("all").toString());
    MetadataParts.merge(fs, parts, target);
    assertThat(Files.readAllLines(root.resolve("all")))
        .hasSize(2 * parts.size())
        .isSorted()
        .startsWith("{0000}");
    assertThat(Images.visible(root)).containsOnlyKeys("all");
  }

  @Test
  void mergesNothingIntoAnEmptyFile() throws IOException {
    MetadataParts.merge(fs, List.of(), new Path(root.resolve("all").toString()));
    assertThat(root.resolve("all")).isEmptyFile();
  }

  @Test
  void refusesANameThatComesTwice() throws IOException {
    var parts = List.of(part("p0", "a", "b"), part("p1", "b", "c"));
    assertThatThrownBy(
            () -> MetadataParts.merge(fs, parts, new Path(root.resolve("all").toString())))
        .hasMessage(
            "Two images are to be written as \"b\" but each pair of key and copy number must occur once; make the keys unique");
  }

  private Path part(String file, String... names) throws IOException {
    var lines = new TreeMap<String, String>();
    for (var name : names) {
      lines.put(name, "{" + name + "}");
    }
    var part = new Path(root.resolve(file).toString());
    MetadataParts.write(fs, part, lines);
    return part;
  }
}
