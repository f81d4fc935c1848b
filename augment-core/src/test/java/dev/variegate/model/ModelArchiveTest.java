package dev.variegate.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.base.PrivateFolder;
import dev.variegate.testing.TinyModels;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelArchiveTest {

  @TempDir Path parent;
  private Path folder;

  @BeforeEach
  void write() {
    folder = TinyModels.sampler(parent.resolve("tiny"));
  }

  @Test
  void opensAZipAndATarOfABundle() throws IOException {
    var expected = ModelBundle.open(folder).sha256();
    assertThat(ModelBundle.open(zip("", "tiny.zip")).sha256()).isEqualTo(expected);
    assertThat(ModelBundle.open(zip("tiny/", "packed-from-outside.zip")).sha256())
        .isEqualTo(expected);
    assertThat(ModelBundle.open(write("tiny.tar", tar("tiny/"))).sha256()).isEqualTo(expected);
    assertThat(ModelBundle.open(write("tiny.tgz", gzip(tar("./")))).sha256()).isEqualTo(expected);
  }

  @Test
  void unpacksAnArchiveOnceAndAgainWhereItsFolderWasCleanedAway() throws IOException {
    var archive = zip("", "tiny.zip");
    Files.setLastModifiedTime(archive, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
    var first = ModelBundle.open(archive).folder();
    assertThat(ModelBundle.open(archive).folder()).isEqualTo(first);
    PrivateFolder.delete(first);
    assertThat(ModelBundle.open(archive).folder()).isNotEqualTo(first);
  }

  @Test
  void keepsWhatItUnpacksFromOtherUsers() throws IOException {
    var unpacked = ModelBundle.open(zip("", "tiny.zip")).folder();
    assertThat(Files.getPosixFilePermissions(unpacked))
        .noneMatch(right -> !right.name().startsWith("OWNER"));
  }

  @Test
  void refusesPathsThatLeaveTheArchive() throws IOException {
    for (var name : new String[] {"../evil", "a/../../evil", "/evil", "C:evil"}) {
      var archive = write("evil.zip", zipOf(name));
      assertThatThrownBy(() -> ModelBundle.open(archive))
          .isInstanceOf(BadModelException.class)
          .hasMessage(
              "Model archive %s holds \"%s\" but every path must stay inside the archive; pack the bundle again without \"..\" and without a leading \"/\""
                  .formatted(archive, name));
    }
    var tar = write("evil.tar", tarOf(new TarArchiveEntry("../evil")));
    assertThatThrownBy(() -> ModelBundle.open(tar)).hasMessageContaining("holds \"../evil\"");
    assertThat(parent.resolve("evil")).doesNotExist();
  }

  @Test
  void refusesLinks() throws IOException {
    var entry = new TarArchiveEntry("network.onnx", TarConstants.LF_SYMLINK);
    entry.setLinkName("/etc/passwd");
    var tar = write("link.tar", tarOf(entry));
    assertThatThrownBy(() -> ModelBundle.open(tar))
        .isInstanceOf(BadModelException.class)
        .hasMessage(
            "Model archive %s holds the link \"network.onnx\" but must hold files and folders alone; pack the file that it points to"
                .formatted(tar));
    var hard = new TarArchiveEntry("network.onnx", TarConstants.LF_LINK);
    hard.setLinkName("/etc/passwd");
    var hardTar = write("hard.tar", tarOf(hard));
    assertThatThrownBy(() -> ModelBundle.open(hardTar)).hasMessageContaining("holds the link");
    var zip = parent.resolve("link.zip");
    try (var out = new ZipArchiveOutputStream(zip)) {
      var link = new ZipArchiveEntry("network.onnx");
      link.setUnixMode(0120777);
      out.putArchiveEntry(link);
      out.write("/etc/passwd".getBytes(StandardCharsets.UTF_8));
      out.closeArchiveEntry();
    }
    assertThatThrownBy(() -> ModelBundle.open(zip)).hasMessageContaining("holds the link");
  }

  @Test
  void refusesAnArchiveThatWouldFillTheDisk() throws IOException {
    var archive = write("bomb.zip", zipOf("model.yaml", new byte[(64 << 20) + 1]));
    assertThatThrownBy(() -> ModelBundle.open(archive))
        .isInstanceOf(BadModelException.class)
        .hasMessage(
            "Model archive %s unpacks to more than 67108864 bytes but must stay below 100 times its size or 64 MiB; unpack it and give the folder"
                .formatted(archive));
  }

  @Test
  void refusesFilesThatAreNoBundle() throws IOException {
    var network = folder.resolve("network.onnx");
    assertThatThrownBy(() -> ModelBundle.open(network))
        .isInstanceOf(BadModelException.class)
        .hasMessage(
            "Model address %s is a file but must be the folder of a model bundle or such a folder packed as zip, tar or tar.gz; the command \"describe\" writes a bundle around a network"
                .formatted(network));
    var other = write("other.zip", zipOf("readme"));
    assertThatThrownBy(() -> ModelBundle.open(other))
        .hasMessage(
            "Model folder %s has no model.yaml but must hold one beside the weights; give the folder of a model bundle"
                .formatted(other));
    var cut = write("cut.tgz", java.util.Arrays.copyOf(gzip(tar("")), 200));
    assertThatThrownBy(() -> ModelBundle.open(cut))
        .isInstanceOf(BadModelException.class)
        .hasMessageStartingWith("Model archive %s cannot be unpacked: ".formatted(cut))
        .hasMessageEndingWith("; copy it again");
  }

  @Test
  void fetchesWhatTheDescriptionListsAndNothingElse() throws IOException {
    Files.writeString(folder.resolve("training.log"), "long");
    BundleSource source = path -> Files.newInputStream(folder.resolve(path));
    var fetched = ModelBundle.fetch("there", source, ModelBundle.Licensing.STATED);
    assertThat(fetched.folder()).isNotEqualTo(folder);
    try (var files = Files.list(fetched.folder())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("model.yaml", "network.onnx");
    }
  }

  @Test
  void fetchesAnArchiveAndNamesItByItsAddress() throws IOException {
    var archive = zip("tiny/", "tiny.zip");
    BundleSource source = path -> Files.newInputStream(archive);
    assertThat(
            ModelBundle.fetch("hdfs://there/tiny.zip", source, ModelBundle.Licensing.STATED)
                .sha256())
        .isEqualTo(ModelBundle.open(folder).sha256());
    var evil = write("evil.zip", zipOf("../evil"));
    BundleSource bad = path -> Files.newInputStream(evil);
    assertThatThrownBy(
            () -> ModelBundle.fetch("hdfs://there/evil.zip", bad, ModelBundle.Licensing.STATED))
        .hasMessageStartingWith("Model archive hdfs://there/evil.zip holds \"../evil\"");
  }

  @Test
  void saysWhichFileOfAFetchedBundleIsMissing() throws IOException {
    Files.delete(folder.resolve("network.onnx"));
    BundleSource source =
        path -> {
          if (!Files.exists(folder.resolve(path))) {
            throw new FileNotFoundException(path);
          }
          return Files.newInputStream(folder.resolve(path));
        };
    assertThatThrownBy(
            () -> ModelBundle.fetch("hdfs://there", source, ModelBundle.Licensing.STATED))
        .isInstanceOf(BadModelException.class)
        .hasMessage(
            "Model file hdfs://there/network.onnx is missing, model.yaml names it; copy the whole bundle again");
  }

  private Path zip(String prefix, String name) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (var file : new String[] {"model.yaml", "network.onnx"}) {
        zip.putNextEntry(new ZipEntry(prefix + file));
        zip.write(Files.readAllBytes(folder.resolve(file)));
      }
    }
    return write(name, bytes.toByteArray());
  }

  private static byte[] zipOf(String name, byte... content) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
    }
    return bytes.toByteArray();
  }

  private byte[] tar(String prefix) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(bytes)) {
      for (var file : new String[] {"model.yaml", "network.onnx"}) {
        var content = Files.readAllBytes(folder.resolve(file));
        var entry = new TarArchiveEntry(prefix + file);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] tarOf(TarArchiveEntry entry) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(bytes)) {
      tar.putArchiveEntry(entry);
      tar.closeArchiveEntry();
    }
    return bytes.toByteArray();
  }

  private static byte[] gzip(byte[] content) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }

  private Path write(String name, byte[] content) throws IOException {
    return Files.write(parent.resolve(name), content);
  }
}
