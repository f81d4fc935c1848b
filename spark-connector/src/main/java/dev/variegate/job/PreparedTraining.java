package dev.variegate.job;

import static org.apache.spark.sql.functions.col;

import dev.variegate.io.CommandPath;
import dev.variegate.io.ImageSource;
import dev.variegate.job.report.TrainingPage;
import dev.variegate.stage.row.ColumnNames;
import dev.variegate.stage.train.GeneratorTrainer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A training's job file, read and checked before Spark starts.
 *
 * @param file that it was read from
 */
record PreparedTraining(TrainSpec spec, TextFile file) {

  static PreparedTraining of(String jobFile, List<String> settings, Configuration hadoop) {
    var file = TextFile.of(jobFile);
    var text = file.read("Job file", hadoop);
    return new PreparedTraining(TrainReader.read(JobFile.read(text, jobFile, settings)), file);
  }

  /** Refuses paths where nothing may be written, before a row is read. */
  void requireWritable(SparkSession spark) {
    var hadoop = spark.sparkContext().hadoopConfiguration();
    var writes = new ArrayList<CommandPath>();
    writes.add(CommandPath.of(spark, "output", spec.output()));
    writes.get(0).requireWritable();
    spec.report()
        .ifPresent(
            folder -> {
              CommandPath.of(spark, "report", folder).requireWritable();
              var page = new Path(folder, TrainingPage.FILE).toString();
              writes.add(CommandPath.of(spark, "report", page));
            });
    var inputs =
        Stream.concat(
                spec.input().source().paths().stream()
                    .map(path -> CommandPath.of(spark, "input", path)),
                Stream.of(file.commandPath("job's file", hadoop)))
            .toList();
    writes.forEach(path -> inputs.forEach(path::requireApartFrom));
  }

  /** The rows of the input, as the trainer reads them. */
  Dataset<Row> rows(SparkSession spark) {
    var found = spec.input().source().scan(spark).rows();
    // Boxes and other labels are not learned, and would be refused.
    var columns =
        ImageSource.columns().stream()
            .filter(name -> ColumnNames.find(found.schema().fieldNames(), name) >= 0)
            .map(name -> col(ColumnNames.quoted(name)))
            .toArray(Column[]::new);
    var rows = found.select(columns);
    int partitions = spec.input().partitions();
    return partitions == 0 ? rows : rows.repartition(partitions, col(ImageSource.KEY));
  }

  /** The trainer, for those rows. */
  GeneratorTrainer<?> trainer() {
    var trainer = spec.trainer();
    trainer.setInputCol(ImageSource.IMAGE);
    trainer.setKeyCol(ImageSource.KEY);
    trainer.setLabelCol(ImageSource.LABEL);
    trainer.setSplitCol(ImageSource.SPLIT);
    trainer.setTrainValue(ImageSource.TRAIN);
    return trainer;
  }

  /** How many images there are to train on, of each class, the most common first. */
  Map<String, Long> classes(Dataset<Row> rows) {
    var trained = rows.filter(col(ImageSource.SPLIT).equalTo(ImageSource.TRAIN));
    var classes = new LinkedHashMap<String, Long>();
    if (!spec.trainer().getClasses()) {
      classes.put("", trained.count());
      return classes;
    }
    var label = col(ImageSource.LABEL).cast("string");
    trained
        .groupBy(label.as(ImageSource.LABEL))
        .count()
        .orderBy(col("count").desc(), col(ImageSource.LABEL))
        .collectAsList()
        .forEach(row -> classes.put(row.isNullAt(0) ? "" : row.getString(0), row.getLong(1)));
    return classes;
  }
}
