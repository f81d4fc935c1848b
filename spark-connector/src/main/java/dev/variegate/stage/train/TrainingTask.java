package dev.variegate.stage.train;

import dev.variegate.base.Sha256;
import dev.variegate.train.BundleIdentity;
import dev.variegate.train.InitialWeights;
import dev.variegate.train.TrainableModel;
import dev.variegate.train.Training;
import dev.variegate.train.TrainingImages;
import dev.variegate.train.TrainingOptions;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkFiles;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Writes all rows to the local disk, and trains on them, with the cores of the task.
 *
 * @param output folder of trainings
 * @param initFrom folder of a bundle whose weights it begins with; "" for none
 */
record TrainingTask(
    TrainerFamily family,
    TrainingSet set,
    TrainingOptions options,
    String name,
    String license,
    String output,
    String initFrom,
    Broadcast<SerializableConfiguration> hadoop)
    implements Serializable {

  private static final String VERSION = "1.0.0";
  private static final int DIGITS = 12;

  /** Columns of what it gives, one row. */
  static final int FOLDER = 0;

  static final int IMAGES = 1;

  /** A family of models that is sent to the task. */
  interface TrainerFamily extends Serializable {
    TrainableModel.Family open();
  }

  /** Trains in the only task. */
  Iterator<Row> call(Iterator<Row> rows) throws IOException {
    var folder = Files.createTempDirectory(Path.of(SparkFiles.getRootDirectory()), "training");
    var file = folder.resolve("images");
    try (var writer = new TrainingImages.Writer(file, set.shape())) {
      while (rows.hasNext()) {
        var row = rows.next();
        writer.add(set.samples(row), set.label(row));
      }
      try (var images = writer.finish()) {
        return List.of(trained(images)).iterator();
      }
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }

  private Row trained(TrainingImages images) throws IOException {
    var task = TaskContext.get();
    var opened = family.open();
    var own = options.on(TaskDevice.of(task.resourcesJMap()), task.cpus());
    var identity = new BundleIdentity(name, VERSION, license, set.classes());
    var start = initialWeights();
    var configuration = Training.configuration(opened, images, own, identity, start);
    var hash = Sha256.hex(configuration.getBytes(StandardCharsets.UTF_8));
    var place = "%s/%s-%s".formatted(output, name, hash.substring(0, DIGITS));
    var result =
        Training.run(
            opened,
            images,
            own,
            identity,
            new HadoopTrainingFolder(place, hadoop.value().value()),
            start,
            task::isInterrupted);
    return RowFactory.create(place, result.origin().images());
  }

  private Optional<InitialWeights> initialWeights() throws IOException {
    if (initFrom.isEmpty()) {
      return Optional.empty();
    }
    var folder = new HadoopTrainingFolder(initFrom, hadoop.value().value());
    return Optional.of(InitialWeights.read(folder, initFrom));
  }
}
