package dev.variegate.job.training;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;

/**
 * The cores that the one task of a training gets: all of an executor, where nobody says how many
 * and they are known before Spark starts.
 *
 * @param chosen the number, where Spark is to be started with it
 */
public record TaskCores(Optional<Integer> chosen) {

  static final String SETTING = "spark.task.cpus";

  private static final String EXECUTOR = "spark.executor.cores";
  private static final Pattern LOCAL = Pattern.compile("local(?:\\[(\\d+|\\*)(?:,.*)?\\])?");
  private static final Pattern LOCAL_CLUSTER = Pattern.compile("local-cluster\\[[^,]+,([^,]+),.*");

  /** By the settings that Spark starts with. */
  public static TaskCores of(SparkConf conf) {
    return new TaskCores(
        conf.contains(SETTING) ? Optional.empty() : ofExecutor(conf).filter(cores -> cores > 1));
  }

  private static Optional<Integer> ofExecutor(SparkConf conf) {
    var master = conf.get("spark.master", "").strip();
    var local = LOCAL.matcher(master);
    if (local.matches()) {
      return Optional.of(threads(local.group(1)));
    }
    var cluster = LOCAL_CLUSTER.matcher(master);
    if (cluster.matches()) {
      return Optional.of(Integer.valueOf(cluster.group(1).strip()));
    }
    return conf.contains(EXECUTOR) ? Optional.of(conf.getInt(EXECUTOR, 1)) : Optional.empty();
  }

  private static int threads(String word) {
    if (word == null) {
      return 1;
    }
    return word.equals("*") ? Runtime.getRuntime().availableProcessors() : Integer.parseInt(word);
  }

  /** What Spark is started with. */
  public Map<String, String> settings() {
    return chosen.map(cores -> Map.of(SETTING, Integer.toString(cores))).orElse(Map.of());
  }

  /**
   * How many there are, and why.
   *
   * @param started what Spark runs with
   */
  public String sentence(SparkConf started) {
    int cores = started.getInt(SETTING, 1);
    if (chosen.filter(of -> of == cores).isPresent()) {
      return "%d, all of an executor (%s was not set)".formatted(cores, SETTING);
    }
    return cores == 1 && !started.contains(SETTING)
        ? "1; set %s, or %s to train with more".formatted(SETTING, EXECUTOR)
        : "%d (%s)".formatted(cores, SETTING);
  }
}
