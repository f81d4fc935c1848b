package dev.variegate.benchmarks.training;

import dev.variegate.benchmarks.data.FashionMnist;
import dev.variegate.benchmarks.speed.Resident;
import dev.variegate.io.IdxFolder;
import dev.variegate.io.ImageFolder;
import dev.variegate.stage.train.ConditionalVaeTrainer;
import dev.variegate.stage.train.DiffusionTrainer;
import dev.variegate.stage.train.FlowTrainer;
import dev.variegate.stage.train.GanTrainer;
import dev.variegate.stage.train.GeneratorTrainer;
import dev.variegate.stage.train.PixelCnnTrainer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Trains a generative model of any family on a folder of images, as a user does with its Estimator,
 * and says where its bundle, its losses and its sheets of samples are.
 */
public final class TrainModel {

  private static final Map<String, Supplier<GeneratorTrainer<?>>> TRAINERS =
      new TreeMap<>(
          Map.of(
              "vae", ConditionalVaeTrainer::new,
              "gan", GanTrainer::new,
              "diffusion", DiffusionTrainer::new,
              "flow", FlowTrainer::new,
              "pixelcnn", PixelCnnTrainer::new));

  /** Milliseconds after which resident memory is said again. */
  private static final long EVERY = 30_000;

  private TrainModel() {}

  /**
   * Takes the family, the folder of IDX files or of a folder for each class, the folder of the
   * results, and changes of Params such as {@code epochs=3}, values as JSON.
   */
  public static void main(String[] args) {
    if (args.length < 3 || !TRAINERS.containsKey(args[0])) {
      throw new IllegalArgumentException(
          "Given are %s but must be FAMILY DATA-FOLDER RESULT-FOLDER [PARAM=VALUE...], with a family of %s"
              .formatted(Arrays.toString(args), TRAINERS.keySet()));
    }
    var spark = SparkSession.builder().appName("TrainModel").getOrCreate();
    var trainer = TRAINERS.get(args[0]).get();
    trainer.set(trainer.output(), args[2]);
    trainer.set(trainer.modelName(), args[0]);
    trainer.set(trainer.keyCol(), "key");
    for (var change : List.of(args).subList(3, args.length)) {
      set(trainer, change);
    }
    new Timer(true).schedule(sayingMemory(), EVERY, EVERY);
    long start = System.nanoTime();
    var model = trainer.fit(images(spark, args[1]));
    System.out.printf("Trained in %.0f s%n", (System.nanoTime() - start) / 1e9);
    System.out.println("Bundle, losses and samples are in " + model.getModel());
  }

  private static TimerTask sayingMemory() {
    return new TimerTask() {
      @Override
      public void run() {
        System.out.printf("Resident memory: %d MB%n", Resident.megabytes());
      }
    };
  }

  private static Dataset<Row> images(SparkSession spark, String folder) {
    return Files.exists(Path.of(folder, "train-labels-idx1-ubyte.gz"))
        ? new IdxFolder(folder, labels(folder)).read(spark).where("split = 'train'")
        : new ImageFolder(folder).read(spark);
  }

  private static List<String> labels(String folder) {
    return folder.contains("fashion") ? FashionMnist.CLASSES : List.of();
  }

  private static void set(GeneratorTrainer<?> trainer, String change) {
    int equals = change.indexOf('=');
    if (equals < 0) {
      throw new IllegalArgumentException(
          "Change \"%s\" must be PARAM=VALUE; write an equals sign".formatted(change));
    }
    put(trainer, trainer.getParam(change.substring(0, equals)), change.substring(equals + 1));
  }

  private static <T> void put(GeneratorTrainer<?> trainer, Param<T> param, String json) {
    trainer.set(param, param.jsonDecode(json));
  }
}
