package dev.variegate.job;

import dev.variegate.image.OpenCv;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Spark session of a command. */
final class CommandSession {

  private static final String LEVEL = "spark.log.level";

  private static final Logger LOG = LoggerFactory.getLogger(CommandSession.class);

  private CommandSession() {}

  /**
   * The JVM's session, or a new one of this name. Where nobody configures the log, a new one writes
   * warnings alone: the hundreds of lines that Spark writes else bury what the command prints.
   */
  static SparkSession named(String name) {
    return named(name, Map.of());
  }

  /**
   * The same, where a new one is started with settings.
   *
   * @param settings that the user has not given
   */
  static SparkSession named(String name, Map<String, String> settings) {
    var conf = new SparkConf();
    var builder = SparkSession.builder().appName(name);
    if (SparkSession.getDefaultSession().filter(CommandSession::isRunning).isEmpty()) {
      settings.forEach(builder::config);
    }
    if (!isLogConfigured() && !conf.contains(LEVEL)) {
      builder.config(LEVEL, "WARN");
    }
    if (conf.get("spark.master", "").startsWith("local")) {
      load();
    }
    return builder.getOrCreate();
  }

  private static boolean isRunning(SparkSession spark) {
    return !spark.sparkContext().isStopped();
  }

  /** Loads what the first tasks would wait for, where they run in this JVM, while Spark starts. */
  private static void load() {
    var loading = new Thread(OpenCv::load, "OpenCV");
    loading.setDaemon(true);
    // Whoever needs it gets the error.
    loading.setUncaughtExceptionHandler((thread, e) -> LOG.debug("OpenCV is not loaded", e));
    loading.start();
  }

  /** By a property, or by a file where Log4j looks for one. */
  private static boolean isLogConfigured() {
    var loader = Thread.currentThread().getContextClassLoader();
    return Stream.of("log4j2.configurationFile", "log4j.configurationFile")
            .anyMatch(property -> System.getProperty(property) != null)
        || Stream.of("properties", "yaml", "yml", "json", "jsn", "xml")
            .anyMatch(ending -> loader.getResource("log4j2." + ending) != null);
  }
}
