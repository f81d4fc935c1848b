package dev.variegate.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.ArchiveEntry;

/**
 * One archive on its way into a folder. Nothing is written outside of the folder, no link is made,
 * and an archive may become 100 times as large, or 64 MiB where that is more, of 10,000 entries at
 * most: weights hardly shrink when they are packed, so that more is meant to fill the disk.
 */
final class ArchiveExtraction {

  private static final int TIMES = 100;
  private static final long ALWAYS = 64L << 20;
  private static final int MAX_ENTRIES = 10_000;
  private static final int PIECE = 1 << 16;

  private final String archive;
  private final Path target;
  private final long limit;
  private long written;
  private int entries;

  ArchiveExtraction(Path archive, String called, Path target) throws IOException {
    this.archive = called;
    this.target = target;
    this.limit = Math.max(ALWAYS, TIMES * Files.size(archive));
  }

  /** What messages call the archive. */
  String archive() {
    return archive;
  }

  /** Refuses links, devices and the like. */
  void requirePlain(String name, boolean plain) {
    if (!plain) {
      throw new BadModelException(
          "Model archive %s holds the link \"%s\" but must hold files and folders alone; pack the file that it points to"
              .formatted(archive, name));
    }
  }

  void add(ArchiveEntry entry, InputStream content) throws IOException {
    if (++entries > MAX_ENTRIES) {
      throw new BadModelException(
          "Model archive %s holds more than %d files but must hold one bundle; unpack it and give the folder"
              .formatted(archive, MAX_ENTRIES));
    }
    var place = place(entry.getName());
    if (entry.isDirectory()) {
      Files.createDirectories(place);
      return;
    }
    Files.createDirectories(place.getParent());
    if (Files.exists(place)) {
      throw new BadModelException(
          "Model archive %s holds \"%s\" twice but must hold each file once; pack the bundle again"
              .formatted(archive, entry.getName()));
    }
    write(content, place);
  }

  private Path place(String name) {
    boolean inside =
        !name.startsWith("/")
            && !name.contains("\\")
            && !name.contains("\0")
            && !name.matches("[A-Za-z]:.*")
            && !("/" + name + "/").contains("/../");
    var place = inside ? target.resolve(name).normalize() : target;
    if (!inside || !place.startsWith(target)) {
      throw new BadModelException(
          "Model archive %s holds \"%s\" but every path must stay inside the archive; pack the bundle again without \"..\" and without a leading \"/\""
              .formatted(archive, name));
    }
    return place;
  }

  private void write(InputStream content, Path place) throws IOException {
    var piece = new byte[PIECE];
    try (var out = Files.newOutputStream(place)) {
      for (int read = content.read(piece); read >= 0; read = content.read(piece)) {
        written += read;
        if (written > limit) {
          throw new BadModelException(
              "Model archive %s unpacks to more than %d bytes but must stay below 100 times its size or 64 MiB; unpack it and give the folder"
                  .formatted(archive, limit));
        }
        out.write(piece, 0, read);
      }
    }
  }
}
