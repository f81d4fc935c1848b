package dev.variegate.stage.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.model.BadModelException;
import dev.variegate.model.ModelBundle.Licensing;
import dev.variegate.testing.LocalSpark;
import dev.variegate.testing.TinyModels;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelAddressTest {

  @TempDir Path parent;

  @Test
  void aBundleIsOpenedOnceAJvm() {
    var address = address(TinyModels.sampler(parent.resolve("tiny")).toString());
    assertThat(address.open()).isSameAs(address.open());
    assertThat(address.open().sha256()).isEqualTo(address.sha256());
  }

  @Test
  void anArchiveIsABundleToo() throws IOException {
    var folder = TinyModels.sampler(parent.resolve("tiny"));
    var archive = zip(folder, parent.resolve("tiny.zip"));
    assertThat(address(archive.toString()).sha256()).isEqualTo(address(folder.toString()).sha256());
    assertThat(address(archive.toUri().toString()).open().description().name())
        .isEqualTo("tiny-shapes");
  }

  @Test
  void anotherBundleThanTheDriversIsRefusedNamingBoth() throws IOException {
    var folder = TinyModels.sampler(parent.resolve("tiny"));
    var first = address(folder.toString());
    TinyModels.classifier(folder);
    var second = address(folder.toString());
    var stale =
        new ModelAddress(first.location(), "0".repeat(64), first.licensing(), first.hadoop());
    assertThat(second.sha256()).isNotEqualTo(first.sha256());
    assertThatThrownBy(stale::open)
        .isInstanceOf(BadModelException.class)
        .hasMessage(
            "Model at %s is another one on executor driver than on the driver: the SHA-256 of its model.yaml is %s but must be %s; copy the same bundle to every machine, and do not change it while a job runs"
                .formatted(first.location(), second.sha256(), "0".repeat(64)));
  }

  @Test
  void aMissingAddressIsReportedOnTheDriver() {
    for (var absent : new String[] {parent + "/absent", "classpath:absent/model"}) {
      assertThatThrownBy(() -> address(absent))
          .isInstanceOf(BadModelException.class)
          .hasMessage(
              "Model %s not found on the driver but must be the folder or the archive of a model bundle; pass an archive with --files, or give a path that every executor can read"
                  .formatted(absent));
    }
  }

  @Test
  void filesThatSparkDistributesAreFoundByTheirName() throws IOException {
    var folder = TinyModels.sampler(parent.resolve("tiny"));
    // Spark brings it to the tasks of all later tests too, so that it must stay.
    var archive = zip(folder, TinyModels.folder("brought").resolve("brought.zip"));
    LocalSpark.session().sparkContext().addFile(archive.toString());
    assertThat(address("brought.zip").sha256()).isEqualTo(address(folder.toString()).sha256());
  }

  @Test
  void aBundleOnTheClassPathIsFetched() throws IOException {
    TinyModels.sampler(parent.resolve("models/tiny"));
    zip(parent.resolve("models/tiny"), parent.resolve("models/packed.zip"));
    var thread = Thread.currentThread();
    var before = thread.getContextClassLoader();
    try (var loader = new URLClassLoader(new URL[] {parent.toUri().toURL()}, before)) {
      thread.setContextClassLoader(loader);
      var folder = address("classpath:models/tiny");
      var archive = address("classpath:/models/packed.zip");
      assertThat(archive.sha256()).isEqualTo(folder.sha256());
      assertThat(folder.open().description().title()).isEqualTo("tiny-shapes 1.0.0");
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void aBundleWithoutALicenseIsOpenedWhereThatIsAllowed() throws IOException {
    var folder = TinyModels.sampler(parent.resolve("tiny"));
    var file = folder.resolve("model.yaml");
    Files.writeString(file, Files.readString(file).replace("license: Apache-2.0\n", ""));
    SparkSession spark = LocalSpark.session();
    assertThatThrownBy(() -> address(folder.toString())).hasMessageContaining("states no license");
    assertThat(ModelAddress.of(folder.toString(), Licensing.ANY, spark).open()).isNotNull();
  }

  private static ModelAddress address(String text) {
    return ModelAddress.of(text, LocalSpark.session());
  }

  private static Path zip(Path folder, Path archive) throws IOException {
    try (var zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      for (var file : new String[] {"model.yaml", "network.onnx"}) {
        zip.putNextEntry(new ZipEntry("tiny/" + file));
        zip.write(Files.readAllBytes(folder.resolve(file)));
      }
    }
    return archive;
  }
}
