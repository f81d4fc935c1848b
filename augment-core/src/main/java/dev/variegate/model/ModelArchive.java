package dev.variegate.model;

import dev.variegate.base.PrivateFolder;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * A bundle packed as zip, tar or tar with gzip: {@code model.yaml} at its top, or in the only
 * folder there. What it is follows from its first bytes, not from its name.
 */
final class ModelArchive {

  /** Endings of addresses that are taken for archives without a look at them. */
  static final List<String> ENDINGS = List.of(".zip", ".tar", ".tar.gz", ".tgz");

  private static final int TAR_MAGIC = 257;

  private ModelArchive() {}

  static boolean isNamedSo(String address) {
    var name = address.toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(name::endsWith);
  }

  /**
   * Unpacks an archive into a folder of this JVM and gives the folder that holds the description.
   *
   * @param called what messages call it
   * @throws BadModelException if it is none, is damaged, or holds what a bundle may not hold
   */
  static Path unpack(Path archive, String called) {
    Path target = null;
    try {
      target = PrivateFolder.create();
      unpack(archive, new ArchiveExtraction(archive, called, target));
      return top(target);
    } catch (IOException e) {
      deleteAll(target);
      throw new BadModelException(
          "Model archive %s cannot be unpacked: %s; copy it again".formatted(called, e), e);
    } catch (RuntimeException e) {
      deleteAll(target);
      throw e;
    }
  }

  private static void deleteAll(Path target) {
    if (target != null) {
      PrivateFolder.delete(target);
    }
  }

  private static void unpack(Path archive, ArchiveExtraction unpacking) throws IOException {
    switch (kind(archive)) {
      case ZIP -> unzip(archive, unpacking);
      case TAR -> {
        try (var in = new BufferedInputStream(Files.newInputStream(archive))) {
          untar(in, unpacking);
        }
      }
      case TAR_GZIP -> {
        try (var in = new GZIPInputStream(Files.newInputStream(archive), 1 << 16)) {
          untar(in, unpacking);
        }
      }
      case OTHER ->
          throw new BadModelException(
              "Model address %s is a file but must be the folder of a model bundle or such a folder packed as zip, tar or tar.gz; the command \"describe\" writes a bundle around a network"
                  .formatted(unpacking.archive()));
    }
  }

  private enum Kind {
    ZIP,
    TAR,
    TAR_GZIP,
    OTHER
  }

  private static Kind kind(Path archive) throws IOException {
    try (var in = Files.newInputStream(archive)) {
      var start = in.readNBytes(TAR_MAGIC + 5);
      if (starts(start, 0, 'P', 'K', 3, 4) && !TorchArchive.is(archive)) {
        return Kind.ZIP;
      }
      if (starts(start, 0, 0x1F, 0x8B)) {
        return Kind.TAR_GZIP;
      }
      return starts(start, TAR_MAGIC, 'u', 's', 't', 'a', 'r') ? Kind.TAR : Kind.OTHER;
    }
  }

  private static boolean starts(byte[] bytes, int offset, int... magic) {
    for (int i = 0; i < magic.length; i++) {
      if (offset + i >= bytes.length || Byte.toUnsignedInt(bytes[offset + i]) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  private static void unzip(Path archive, ArchiveExtraction unpacking) throws IOException {
    try (var zip = ZipFile.builder().setPath(archive).get()) {
      for (var entries = zip.getEntries(); entries.hasMoreElements(); ) {
        var entry = entries.nextElement();
        unpacking.requirePlain(entry.getName(), !entry.isUnixSymlink());
        try (var content = zip.getInputStream(entry)) {
          unpacking.add(entry, content);
        }
      }
    }
  }

  private static void untar(InputStream in, ArchiveExtraction unpacking) throws IOException {
    try (var tar = new TarArchiveInputStream(in)) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        boolean plain = entry.isDirectory() || (entry.isFile() && !entry.isLink());
        unpacking.requirePlain(entry.getName(), plain && !entry.isSymbolicLink());
        unpacking.add(entry, tar);
      }
    }
  }

  /** The folder of the description: people pack a folder from inside and from outside. */
  private static Path top(Path target) throws IOException {
    if (Files.exists(target.resolve(ModelBundle.DESCRIPTION))) {
      return target;
    }
    try (var found = Files.list(target)) {
      var tops = found.toList();
      return tops.size() == 1 && Files.isDirectory(tops.get(0)) ? tops.get(0) : target;
    }
  }
}
