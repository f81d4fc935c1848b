package dev.variegate.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.UUID;

/**
 * What two small files of an output folder hold: the mark, which run may commit; the sign of
 * success, which job is complete.
 *
 * @param fingerprint of everything that decides the content: input, plan, seed, software; empty
 *     where nobody knows it
 * @param run different for each run, of the same job too; empty in the sign of success, so that
 *     equal outputs have equal bytes
 * @param input what the output was made of, in words; in the sign of success alone, empty where
 *     nobody knows it
 */
record OutputMark(String fingerprint, String run, String input) {

  private static final OutputMark NONE = new OutputMark("", "", "");

  static OutputMark of(String fingerprint) {
    return new OutputMark(fingerprint, UUID.randomUUID().toString(), "");
  }

  /** What a file holds; empty texts where there is none, or one that is just being written. */
  static OutputMark read(FileSystemPath file) throws IOException {
    try (var in = file.raw().open(file.path())) {
      var lines = new String(in.readAllBytes(), UTF_8).split("\n", -1);
      return new OutputMark(lines[0], line(lines, 1), line(lines, 2));
    } catch (FileNotFoundException | NoSuchFileException e) {
      return NONE;
    }
  }

  /**
   * Writes it.
   *
   * @param isNew whether a file that is there is an error; of two that write at once one gets it
   */
  void write(FileSystemPath file, boolean isNew) throws IOException {
    try (var out = file.create(!isNew)) {
      out.write((fingerprint + "\n" + run + "\n" + input).stripTrailing().getBytes(UTF_8));
    }
  }

  private static String line(String[] lines, int number) {
    return number < lines.length ? lines[number] : "";
  }
}
