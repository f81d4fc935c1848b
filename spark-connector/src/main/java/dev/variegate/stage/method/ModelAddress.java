package dev.variegate.stage.method;

import dev.variegate.file.NativeNames;
import dev.variegate.generate.Capability;
import dev.variegate.model.BadModelException;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelBundle.Licensing;
import dev.variegate.model.ModelCache;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import org.apache.spark.SparkEnv;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Where a model bundle lies, and which one the driver found there: a folder or an archive, on any
 * Hadoop file system or on the class path ({@code classpath:models/clothes}).
 *
 * <p>What is local is used where it lies; anything else is fetched once for each JVM and deleted at
 * its end. Each JVM opens a bundle once. An executor that finds another bundle than the driver did
 * fails.
 *
 * @param location qualified on the driver, so that all executors look at the same place
 * @param sha256 of the description that the driver saw
 */
public record ModelAddress(
    String location,
    String sha256,
    Licensing licensing,
    Broadcast<SerializableConfiguration> hadoop)
    implements Serializable {

  /** The address of a bundle that states its license. */
  static ModelAddress of(String address, SparkSession spark) {
    return of(address, Licensing.STATED, spark);
  }

  /**
   * Looks the bundle up on the driver, checks it and its networks, and remembers which one it is.
   *
   * @throws BadModelException if it is missing, wrong or altered
   */
  public static ModelAddress of(String address, Licensing licensing, SparkSession spark) {
    var context = spark.sparkContext();
    var configuration = SerializableConfiguration.broadcast(context);
    try {
      var location = ModelLocation.qualified(address, context.hadoopConfiguration());
      var looked = ModelLocation.of(location, configuration.value().value());
      var bundle =
          looked
              .stamp()
              .map(stamp -> name(location, stamp, licensing))
              .map(name -> ModelCache.bundle(name, () -> checked(looked, licensing)))
              .orElseGet(() -> checked(looked, licensing));
      ModelCache.bundle(name(location, bundle.sha256(), licensing), () -> bundle);
      return new ModelAddress(location, bundle.sha256(), licensing, configuration);
    } catch (FileNotFoundException e) {
      throw missing(address, e);
    } catch (IOException | IllegalArgumentException e) {
      throw new BadModelException(
          "Model address \"%s\" cannot be used: %s; give the folder or the archive of a model bundle"
              .formatted(address, e.getMessage()),
          e);
    }
  }

  /**
   * Opens the bundle in the JVM that asks, unless it is open there.
   *
   * @throws BadModelException if it is missing, wrong or altered, or another than the driver saw
   */
  public ModelBundle open() {
    return ModelCache.bundle(
        name(location, sha256, licensing),
        () -> {
          var bundle = opened(ModelLocation.of(location, hadoop.value().value()), licensing);
          if (!bundle.sha256().equals(sha256)) {
            throw new BadModelException(
                "Model at %s is another one on executor %s than on the driver: the SHA-256 of its model.yaml is %s but must be %s; copy the same bundle to every machine, and do not change it while a job runs"
                    .formatted(location, executor(), bundle.sha256(), sha256));
          }
          return bundle;
        });
  }

  /**
   * Opens the bundle of a model that makes images of asked classes.
   *
   * @throws BadModelException if it is missing, wrong or altered, or can do something else only
   */
  ModelBundle openSampler() {
    var bundle = open();
    try {
      Capability.SAMPLE.requireOf(bundle.description());
      Capability.CONDITION_ON_LABEL.requireOf(bundle.description());
      return bundle;
    } catch (UnsupportedOperationException e) {
      throw new BadModelException(e.getMessage(), e);
    }
  }

  /**
   * Refuses a model that cannot do what a stage needs, on the driver, before any job.
   *
   * @throws BadModelException naming what the model offers
   */
  public void require(Capability needed) {
    try {
      needed.requireOf(open().description());
    } catch (UnsupportedOperationException e) {
      throw new BadModelException(e.getMessage(), e);
    }
  }

  private static ModelBundle checked(ModelLocation location, Licensing licensing) {
    var bundle = opened(location, licensing);
    bundle.requireNetworks();
    return bundle;
  }

  private static ModelBundle opened(ModelLocation location, Licensing licensing) {
    try {
      return location.open(licensing);
    } catch (FileNotFoundException e) {
      throw missing(location.toString(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Model %s cannot be read; check that this user may read it".formatted(location), e);
    }
  }

  private static BadModelException missing(String address, IOException cause) {
    return new BadModelException(
        "Model %s not found on %s but must be the folder or the archive of a model bundle; pass an archive with --files, or give a path that every executor can read%s"
            .formatted(
                address,
                executor().equals("driver") ? "the driver" : "executor " + executor(),
                NativeNames.remedy(address)),
        cause);
  }

  private static String executor() {
    return SparkEnv.get() == null ? "driver" : SparkEnv.get().executorId();
  }

  private static String name(String location, String what, Licensing licensing) {
    return location + " " + what + " " + licensing;
  }
}
