package dev.variegate.io;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.testing.LocalSpark;
import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.mapreduce.lib.output.committer.manifest.ManifestCommitterFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same two runs where Hadoop's configuration names a committer for the file system. */
class StoreRunTest extends OutputRunTest {

  private static final String FACTORY = "mapreduce.outputcommitter.factory.scheme.faulty";

  @BeforeEach
  void nameCommitter() {
    LocalSpark.session()
        .sparkContext()
        .hadoopConfiguration()
        .set(FACTORY, ManifestCommitterFactory.class.getName());
  }

  @Override
  void aFullDiskLeavesTheOldAsItWas(Kind kind) {} // this committer tries again for 20 s

  @Test
  void anOutputWithoutACommitterOfItsStoreIsRefused() throws IOException {
    var hadoop = LocalSpark.session().sparkContext().hadoopConfiguration();
    hadoop.unset(FACTORY);
    var files =
        new RawLocalFileSystem() {
          @Override
          public URI getUri() {
            return URI.create("faulty:///");
          }

          @Override
          public boolean hasPathCapability(Path path, String capability) {
            return capability.equals(CommonPathCapabilities.ETAGS_AVAILABLE);
          }
        };
    var output = new FileSystemPath(files, new Path("faulty:/bucket/out"));
    assertThatThrownBy(() -> StoreCommit.require(output, hadoop))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Output \"faulty:/bucket/out\" is on an object store, where a rename copies, but must have a committer for it; set spark.hadoop."
                + FACTORY
                + " to the store's factory of committers");
  }

  @AfterEach
  void forgetCommitter() {
    LocalSpark.session().sparkContext().hadoopConfiguration().unset(FACTORY);
  }
}
