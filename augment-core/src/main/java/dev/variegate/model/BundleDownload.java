package dev.variegate.model;

import dev.variegate.base.PrivateFolder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Copies bundles into folders of this JVM. */
final class BundleDownload {

  private BundleDownload() {}

  /** A folder with the bundle; whoever opens it checks the files. */
  static Path folder(String address, BundleSource source) throws IOException {
    var folder = PrivateFolder.create();
    try {
      if (!ModelArchive.isNamedSo(address)) {
        copyListed(address, source, folder);
        return folder;
      }
      var archive = folder.resolve("archive");
      copy(source, "", archive);
      try {
        return ModelArchive.unpack(archive, address);
      } finally {
        PrivateFolder.delete(folder);
      }
    } catch (IOException | RuntimeException e) {
      PrivateFolder.delete(folder);
      throw e;
    }
  }

  private static void copyListed(String address, BundleSource source, Path folder)
      throws IOException {
    var file = folder.resolve(ModelBundle.DESCRIPTION);
    copy(source, ModelBundle.DESCRIPTION, file);
    var text = Files.readString(file, StandardCharsets.UTF_8);
    var where = address + "/" + ModelBundle.DESCRIPTION;
    for (var listed : DescriptionFile.read(text, where).files()) {
      var target = folder.resolve(listed.path());
      Files.createDirectories(target.getParent());
      try {
        copy(source, listed.path(), target);
      } catch (FileNotFoundException e) {
        throw new BadModelException(
            "Model file %s/%s is missing, %s names it; copy the whole bundle again"
                .formatted(address, listed.path(), ModelBundle.DESCRIPTION),
            e);
      }
    }
  }

  private static void copy(BundleSource source, String path, Path target) throws IOException {
    try (var in = source.open(path)) {
      Files.copy(in, target);
    }
  }
}
