package dev.variegate.job.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskCoresTest {

  private static SparkConf conf(String master) {
    return new SparkConf(false).set("spark.master", master);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"local[4];4", "local[3,2];3", "local-cluster[2, 5, 1024];5"})
  void theMasterSaysHowManyAnExecutorHas(String master, int cores) {
    assertThat(TaskCores.of(conf(master)).chosen()).contains(cores);
  }

  @Test
  void aStarIsAllOfTheMachine() {
    int all = Runtime.getRuntime().availableProcessors();
    assertThat(TaskCores.of(conf("local[*]")).chosen())
        .isEqualTo(Optional.of(all).filter(n -> n > 1));
  }

  @ParameterizedTest
  @CsvSource({"local", "spark://host:7077", "yarn"})
  void whereNobodySaysItNothingIsSet(String master) {
    var cores = TaskCores.of(conf(master));
    assertThat(cores.settings()).isEmpty();
    assertThat(cores.sentence(conf(master)))
        .isEqualTo("1; set spark.task.cpus, or spark.executor.cores to train with more");
  }

  @Test
  void aClusterIsAskedForItsExecutors() {
    var conf = conf("yarn").set("spark.executor.cores", "8");
    var cores = TaskCores.of(conf);
    assertThat(cores.settings()).isEqualTo(Map.of("spark.task.cpus", "8"));
    assertThat(cores.sentence(conf.clone().set("spark.task.cpus", "8")))
        .isEqualTo("8, all of an executor (spark.task.cpus was not set)");
  }

  @Test
  void whatTheUserSetsStays() {
    var conf = conf("local[4]").set("spark.task.cpus", "2");
    var cores = TaskCores.of(conf);
    assertThat(cores.settings()).isEmpty();
    assertThat(cores.sentence(conf)).isEqualTo("2 (spark.task.cpus)");
  }
}
