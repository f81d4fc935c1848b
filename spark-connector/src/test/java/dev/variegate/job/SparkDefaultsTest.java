package dev.variegate.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.spark.SparkConf;
import org.apache.spark.internal.config.ConfigEntry;
import org.apache.spark.launcher.SparkLauncher;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.internal.SQLConf$;
import org.junit.jupiter.api.Test;

class SparkDefaultsTest {

  private static final Path FILE =
      Path.of(System.getProperty("variegate.root"), "conf/spark-defaults.conf");

  /** Settings that Spark puts before others and that have no entry of their own. */
  private static final List<String> PREPENDED =
      List.of(
          SparkLauncher.DRIVER_DEFAULT_JAVA_OPTIONS, SparkLauncher.EXECUTOR_DEFAULT_JAVA_OPTIONS);

  @Test
  void sparkKnowsEverySetting() throws IOException {
    assertThat(settings().stringPropertyNames())
        .isNotEmpty()
        .allSatisfy(
            key ->
                assertThat(
                        key.startsWith("spark.executorEnv.")
                            || PREPENDED.contains(key)
                            || SQLConf$.MODULE$.containsConfigKey(key)
                            || ConfigEntry.findEntry(key) != null)
                    .as(key)
                    .isTrue());
  }

  @Test
  void sparkCanReadEveryValue() throws IOException {
    var conf = new SparkConf(false);
    var sql = new SQLConf();
    var settings = settings();
    for (var key : settings.stringPropertyNames()) {
      conf.set(key, settings.getProperty(key));
      if (SQLConf$.MODULE$.containsConfigKey(key)) {
        sql.setConfString(key, settings.getProperty(key));
      }
    }
    assertThat(conf.getSizeAsMb("spark.executor.memoryOverhead")).isEqualTo(2048);
    assertThat(conf.getInt("spark.task.cpus", 0)).isEqualTo(1);
    assertThat(sql.filesMaxPartitionBytes()).isEqualTo(32 << 20);
    assertThat(sql.filesOpenCostInBytes()).isEqualTo(64 << 10);
  }

  private static Properties settings() throws IOException {
    var settings = new Properties();
    try (Reader reader = Files.newBufferedReader(FILE)) {
      settings.load(reader);
    }
    return settings;
  }
}
