package dev.variegate.cluster;

import dev.variegate.base.Sha256;
import dev.variegate.stage.ClassBalancer;
import dev.variegate.stage.train.ConditionalVaeTrainer;
import dev.variegate.stage.train.DiffusionTrainer;
import dev.variegate.stage.train.FlowTrainer;
import dev.variegate.stage.train.GanTrainer;
import dev.variegate.stage.train.GeneratorTrainer;
import dev.variegate.stage.train.PixelCnnTrainer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What trainers of all families make of a table, and plans of their bundles, as text. */
public final class TrainersProgram {

  /** A trainer of each family, as small as it can be. */
  enum Family {
    VAE(() -> new ConditionalVaeTrainer().setLatentSize(2).setWidth(2).setHiddenSize(8), 20),
    GAN(() -> new GanTrainer().setLatentSize(2).setWidth(2).setDiscriminatorWidth(2), 2),
    DIFFUSION(() -> new DiffusionTrainer().setWidth(8), 2),
    FLOW(() -> new FlowTrainer().setCouplings(2).setWidth(4), 2),
    PIXEL_CNN(() -> new PixelCnnTrainer().setWidth(4).setBlocks(2).setComponents(2), 1);

    @SuppressWarnings("ImmutableEnumChecker") // a stage is made at each call
    private final Supplier<GeneratorTrainer<?>> trainer;

    private final int epochs;

    Family(Supplier<GeneratorTrainer<?>> trainer, int epochs) {
      this.trainer = trainer;
      this.epochs = epochs;
    }

    /** The folder of its bundle. */
    String trained(Dataset<Row> table, Path output) {
      var fitted = trainer.get();
      fitted.setOutput(output.toString());
      fitted.setModelName(toString().toLowerCase(Locale.ROOT));
      fitted.setLicense("MIT");
      fitted.setEpochs(epochs);
      fitted.setBatchSize(8);
      fitted.setAveraging(0.5);
      fitted.setSeed(7);
      return fitted.fit(table).getModel();
    }
  }

  private TrainersProgram() {}

  /** Takes the table, the folder of the results, and the number of partitions. */
  public static void main(String[] given) throws IOException {
    var results = Path.of(given[1]);
    int partitions = Integer.parseInt(given[2]);
    try (var spark = SparkSession.builder().getOrCreate()) {
      var table = spark.read().parquet(given[0]).repartition(partitions);
      Files.write(results.resolve("made"), made(table, results, partitions));
    }
  }

  /** Hashes of the bundles and of the samples that a plan draws from them. */
  static List<String> made(Dataset<Row> table, Path results, int... partitions) throws IOException {
    var lines = new ArrayList<String>();
    for (var family : Family.values()) {
      var bundle = family.trained(table, results.resolve("trained"));
      var description = Path.of(URI.create(bundle)).resolve("model.yaml");
      lines.add(family + " " + Sha256.hex(Files.readAllBytes(description)));
      for (int count : partitions) {
        samples(table.repartition(count), bundle).forEach(line -> lines.add(family + " " + line));
      }
    }
    return lines;
  }

  private static List<String> samples(Dataset<Row> table, String bundle) {
    var plan =
        new ClassBalancer()
            .setMethods("{\"sample\": {\"model\": \"%s\"}}".formatted(bundle))
            .setTarget("20")
            .setKeyCol("key")
            .setSeed(3);
    return plan.fit(table)
        .transform(table)
        .where("lineage.method = 'sample'")
        .selectExpr("concat_ws(' ', label, sha2(image, 256)) as line")
        .sort("line")
        .as(Encoders.STRING())
        .collectAsList();
  }
}
