package dev.variegate.stage.train;

import dev.variegate.model.TrainingAssembly;
import dev.variegate.stage.param.ClassCount;
import dev.variegate.stage.param.InvalidRows;
import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.param.SampleParams;
import dev.variegate.stage.param.SharedParams.HasDecoding;
import dev.variegate.stage.param.SharedParams.HasImageOutput;
import dev.variegate.stage.param.SharedParams.HasLabelCol;
import dev.variegate.stage.param.UnlabeledParams;
import dev.variegate.stage.row.Columns;
import dev.variegate.stage.row.Layout;
import dev.variegate.stage.row.Refusals;
import dev.variegate.stage.row.StaleLabels;
import dev.variegate.train.TrainingOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Trains a generative model on the images of a table and fits a {@link TrainedGenerator} that
 * samples from it.
 *
 * <p>Rows are decoded where they are and stream to the local disk of one task, which trains with
 * the cores that {@code spark.task.cpus} gives it and writes checkpoints, losses, a sheet of
 * samples of each epoch and the bundle into a folder of its own below {@code output}. The order and
 * the partitions of the rows change nothing. The same fit goes on where it was ended.
 *
 * @param <S> the trainer
 */
public abstract class GeneratorTrainer<S extends GeneratorTrainer<S>>
    extends Estimator<TrainedGenerator>
    implements HasImageOutput<S>,
        HasDecoding<S>,
        HasLabelCol<S>,
        SampleParams<S>,
        UnlabeledParams<S>,
        TrainingParams<S>,
        DefaultParamsWritable {

  private static final long serialVersionUID = 1L;

  private final String uid;

  GeneratorTrainer(String uid) {
    this.uid = uid;
    ParamSupport.defaults(this);
    TrainingParams.defaults(this);
    setDefault(keyPrefix(), "sample");
    setDefault(outputLabel(), "");
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public String explainParam(Param<?> param) {
    return ParamSupport.explained(this, param);
  }

  /** The models that it trains, by its Params. */
  abstract TrainingTask.TrainerFamily family();

  @Override
  public StructType transformSchema(StructType schema) {
    return layout(schema).schema();
  }

  private Layout layout(StructType schema) {
    ParamSupport.requireSet(this, output(), "give it a folder for trainings");
    if (getClasses()) {
      Columns.label(schema, getLabelCol());
    }
    sampled(); // reads its text
    var layout = Layout.of(this, schema, InvalidRows.errorColumn(this));
    StaleLabels.requireNone(this, schema); // as the fitted generator does
    return layout;
  }

  @Override
  public TrainedGenerator fit(Dataset<?> dataset) {
    var layout = layout(dataset.schema());
    ParamSupport.requireTable(this, dataset, "training reads all rows");
    TrainingAssembly.require("Training");
    var spark = dataset.sparkSession();
    var invalid = InvalidRows.parse(getHandleInvalid());
    var rows =
        new TrainingRows(
                layout,
                ParamSupport.codec(this),
                getClasses() ? Columns.label(dataset.schema(), getLabelCol()) : -1,
                ParamSupport.value(this, imageSize()).map(side -> (int) side).orElse(0),
                new Refusals.LeavingOut(layout::name, invalid, InvalidRows.counter(spark, this)))
            .of(dataset.toDF())
            .persist(StorageLevel.DISK_ONLY());
    try {
      var set = TrainingSet.of(rows, getClasses());
      options().requireEnough(set.count(), set.classes().size());
      sampled().forEach(asked -> set.requireKnown(asked.label()));
      var task =
          new TrainingTask(
              family(),
              set,
              options(),
              getModelName(),
              getLicense(),
              qualified(dataset, output()),
              getInitFrom().isEmpty() ? "" : qualified(dataset, initFrom()),
              SerializableConfiguration.broadcast(spark.sparkContext()));
      var trained = rows.coalesce(1, true).mapPartitions(task::call).collect().get(0);
      return fitted(trained);
    } finally {
      rows.unpersist();
    }
  }

  /** What the fitted model is to sample, where that is set before. */
  private List<ClassCount> sampled() {
    return isDefined(counts()) ? ClassCount.parse(getOrDefault(counts()), "counts") : List.of();
  }

  private String qualified(Dataset<?> dataset, Param<String> folder) {
    var hadoop = dataset.sparkSession().sparkContext().hadoopConfiguration();
    var path = new Path(getOrDefault(folder));
    try {
      return path.getFileSystem(hadoop).makeQualified(path).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s \"%s\" cannot be reached; check its file system".formatted(folder.name(), path), e);
    }
  }

  private TrainedGenerator fitted(Row trained) {
    var model = copyValues(new TrainedGenerator(uid), ParamMap.empty()).setParent(this);
    return model
        .setModel(trained.getString(TrainingTask.FOLDER))
        .setAllowUnlicensed(getLicense().isEmpty());
  }

  private TrainingOptions options() {
    return new TrainingOptions(
        getEpochs(),
        getBatchSize(),
        getLearningRate(),
        getAveraging(),
        getValidationFraction(),
        getPatience(),
        getSeed(),
        1);
  }
}
