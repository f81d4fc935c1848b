package dev.variegate.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.io.ExistingOutput;
import dev.variegate.io.ImageFolder;
import dev.variegate.io.ImageFolderSink;
import dev.variegate.io.OutputFolder;
import dev.variegate.io.ParquetImages;
import dev.variegate.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same job, by the same script and jar, in all the places where Spark runs. */
class SameBytesIT {

  @TempDir static Path folder;

  private static Cluster cluster;
  private static List<String> expected;

  @BeforeAll
  static void runOnOneCore() throws IOException, InterruptedException {
    cluster = new Cluster(folder);
    var job = new Submission(folder.resolve("one-core")).describeLocal();
    SparkHome.await(job.start("local[1]", "parquet", output(job).toString()), job.log());
    expected = Tree.parquetRows(output(job).toString());
  }

  @AfterAll
  static void stopCluster() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void aClusterWritesTheSameRows() throws IOException, InterruptedException {
    var job = new Submission(folder.resolve("cluster-parquet")).describeLocal();
    SparkHome.await(
        job.start(
            cluster.master(), "parquet", output(job).toString(), "--set", "input.partitions=5"),
        job.log());
    assertThat(job.seen().stream().filter(event -> event.contains("SparkListenerExecutorAdded")))
        .hasSize(2);
    assertThat(Tree.parquetRows(output(job).toString()))
        .hasSizeGreaterThan(4000)
        .isEqualTo(expected);
  }

  @Test
  void aKilledExecutorLosesDoublesAndChangesNothing() throws IOException, InterruptedException {
    var job = new Submission(folder.resolve("killed")).describeLocal();
    var output = output(job);
    var process = job.start(cluster.master(), "image-folder", output.toString());
    try {
      Cluster.await("no task was committed", process::isAlive, () -> Tree.committedTask(output));
      cluster.executor().orElseThrow().destroyForcibly();
      assertThat(output.resolve("_SUCCESS")).doesNotExist();
    } finally {
      SparkHome.await(process, job.log());
    }
    assertThat(job.seen())
        .anyMatch(event -> event.contains("\"SparkListenerExecutorRemoved\""))
        .anyMatch(event -> event.contains("\"Reason\":\"ExecutorLostFailure\""));
    assertThat(Tree.rows(output)).isEqualTo(expected);
    assertThat(Tree.files(output)).hasSize(expected.size() + 1); // and the metadata
    assertThat(output.resolve("_temporary")).doesNotExist();
  }

  @Test
  void hdfsHoldsInputModelPolicyAndOutput() throws IOException, InterruptedException {
    var job = new Submission(folder.resolve("hdfs"));
    var conf = new HdfsConfiguration(new Configuration());
    try (var hdfs =
        new MiniDFSCluster.Builder(conf, folder.resolve("dfs").toFile()).numDataNodes(1).build()) {
      var home = hdfs.getURI() + "/variegate";
      var fs = hdfs.getFileSystem();
      var root = SparkHome.root();
      for (var file :
          List.of(
              "examples/data/fashion-longtail",
              "examples/models/fashion-clothes",
              "conf/policies")) {
        fs.copyFromLocalFile(
            new org.apache.hadoop.fs.Path(root.resolve(file).toUri()),
            new org.apache.hadoop.fs.Path(home, root.resolve(file).getFileName().toString()));
      }
      job.describe(
          home + "/fashion-longtail", home + "/policies/gray.yaml", home + "/fashion-clothes");
      SparkHome.await(job.start("local[2]", "parquet", home + "/out"), job.log());
      assertThat(Tree.parquetRows(home + "/out")).isEqualTo(expected);
      writesAnImageFolder(home + "/out", home + "/folder");
    }
  }

  private static void writesAnImageFolder(String from, String to) {
    var spark = LocalSpark.session();
    var some = // a few: a file takes HDFS a fifth of a second
        ParquetImages.of(from).read(spark).where("split = 'train' and sha2(image, 256) like '0f%'");
    var output = new OutputFolder(to, ExistingOutput.RESUME, "some");
    output.begin(spark).orElseThrow().write(new ImageFolderSink(to), some);
    assertThat(output.begin(spark)).as("there is more to do").isEmpty();
    assertThat(digests(new ImageFolder(to).read(spark))).isNotEmpty().isEqualTo(digests(some));
  }

  private static List<String> digests(Dataset<Row> images) {
    return images
        .selectExpr("concat_ws('|', label, split, sha2(image, 256)) as row")
        .sort("row")
        .as(Encoders.STRING())
        .collectAsList();
  }

  private static Path output(Submission job) {
    return job.folder().resolve("out");
  }
}
