package dev.variegate.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.testing.FaultyFileSystem;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureStoreAccessTest {

  @TempDir Path folder;

  @Test
  @SuppressWarnings("try") // what is opened is closed again, no more
  void aStoreThatCannotBeWrittenIsReadAndRefusedWhereFeaturesAreMissing() throws Exception {
    var table = Images.unbalanced();
    try (var closed = FaultyFileSystem.watched((change, path) -> {})) {
      var stage = Specimens.vectorizer().setFeatureStore(FaultyFileSystem.path(folder));
      stage.transform(table);
    }
    try (var closed =
        FaultyFileSystem.watched(
            (change, path) -> {
              throw new IOException("Read-only file system");
            })) {
      var stage = Specimens.vectorizer().setFeatureStore(FaultyFileSystem.path(folder));
      assertThat(stage.transform(table).count()).isEqualTo(11);
      assertThatThrownBy(() -> stage.setChannels("rgb").transform(table))
          .hasMessage(
              "Feature store \"faulty:%s\" cannot be written (Read-only file system) but must be writable where features are computed; change its rights or set featureStore to another folder"
                  .formatted(folder));
    }
  }
}
