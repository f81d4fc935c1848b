package dev.variegate.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Knows the archives that TorchScript writes: a zip with a file constants.pkl in its folder. */
final class TorchArchive {

  private TorchArchive() {}

  static boolean is(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      var start = in.readNBytes(2);
      if (start.length < 2 || start[0] != 'P' || start[1] != 'K') {
        return false;
      }
    }
    try (var zip = new ZipFile(file.toFile())) {
      return zip.stream().anyMatch(entry -> entry.getName().endsWith("/constants.pkl"));
    } catch (ZipException e) {
      return false; // whoever unpacks it will say what is wrong
    }
  }
}
