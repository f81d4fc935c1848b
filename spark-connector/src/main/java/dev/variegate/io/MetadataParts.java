package dev.variegate.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.function.Function;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Sorted metadata of single tasks, and their merge into one sorted file.
 *
 * <p>A line of a part is the file's name, a tab and the JSON. The merge holds one line of each of
 * at most {@value #OPEN} parts; of more it first merges some into one.
 */
public final class MetadataParts {

  static final String PART = "_metadata";
  public static final String FILE = "metadata.jsonl";
  static final int OPEN = 200;

  private MetadataParts() {}

  static IllegalArgumentException twice(String name) {
    return new IllegalArgumentException(
        "Two images are to be written as \"%s\" but each pair of key and copy number must occur once; make the keys unique"
            .formatted(name));
  }

  static void write(FileSystem fs, Path part, SortedMap<String, String> lines) throws IOException {
    try (var out = writer(fs, part)) {
      for (var line : lines.entrySet()) {
        out.write(line.getKey() + "\t" + line.getValue() + "\n");
      }
    }
  }

  /** Merges the parts into the target, without the names before the tabs, and deletes them. */
  static void merge(FileSystem fs, List<Path> parts, Path target) throws IOException {
    var left = new ArrayDeque<>(parts);
    for (int round = 0; left.size() > OPEN; round++) {
      var some = new ArrayList<Path>();
      while (some.size() < OPEN) {
        some.add(left.remove());
      }
      var merged = target.suffix("." + round);
      merge(fs, some, merged, line -> line.name() + "\t" + line.json());
      left.add(merged);
    }
    merge(fs, List.copyOf(left), target, Line::json);
  }

  private static void merge(
      FileSystem fs, List<Path> parts, Path target, Function<Line, String> text)
      throws IOException {
    var next = new PriorityQueue<Line>(Comparator.comparing(Line::name));
    var readers = new ArrayList<BufferedReader>();
    try (var out = writer(fs, target)) {
      for (var part : parts) {
        readers.add(reader(fs, part));
        Line.read(readers.get(readers.size() - 1)).ifPresent(next::add);
      }
      var last = "";
      while (!next.isEmpty()) {
        var line = next.remove();
        if (line.name().equals(last)) {
          throw twice(last);
        }
        last = line.name();
        out.write(text.apply(line) + "\n");
        Line.read(line.from()).ifPresent(next::add);
      }
    } finally {
      for (var reader : readers) {
        reader.close();
      }
    }
    for (var part : parts) {
      fs.delete(part, false);
    }
  }

  private static BufferedWriter writer(FileSystem fs, Path file) throws IOException {
    return new BufferedWriter(new OutputStreamWriter(fs.create(file, false), UTF_8));
  }

  private static BufferedReader reader(FileSystem fs, Path file) throws IOException {
    return new BufferedReader(new InputStreamReader(fs.open(file), UTF_8));
  }

  /** One line of a part, and where the next one comes from. */
  private record Line(String name, String json, BufferedReader from) {

    static Optional<Line> read(BufferedReader from) throws IOException {
      return Optional.ofNullable(from.readLine())
          .map(text -> text.split("\t", 2))
          .map(halves -> new Line(halves[0], halves[1], from));
    }
  }
}
