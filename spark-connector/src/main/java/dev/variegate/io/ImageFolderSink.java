package dev.variegate.io;

import static dev.variegate.io.ImageSource.IMAGE;
import static dev.variegate.io.ImageSource.KEY;
import static dev.variegate.io.ImageSource.LABEL;
import static dev.variegate.io.ImageSource.SPLIT;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.to_json;

import dev.variegate.stage.row.ColumnNames;
import dev.variegate.stage.row.EncodedImages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import scala.Tuple2;

/**
 * Writes {@code split/label/name.ending} and one {@code metadata.jsonl} that says of each file its
 * key, copy number, label, split and lineage (the layout that Hugging Face's {@code imagefolder}
 * reads); other columns are not written.
 *
 * <p>Names follow from key and copy alone and the metadata are sorted by name, so that the same
 * rows give the same tree however they are partitioned. Two rows of one name are refused. The job's
 * commit renames each file once, on the driver: for many millions of images write Parquet.
 */
public record ImageFolderSink(String path) implements ImageSink {

  @Override
  public void requireClasses(Collection<String> names) {
    names.forEach(FolderName::of);
    SimilarNames.warn("Output \"" + path + "\"", names);
  }

  @Override
  public void requireColumns(StructType schema) {
    if (ColumnNames.find(schema.fieldNames(), LABEL) < 0) {
      throw new IllegalArgumentException(
          "Rows have the columns %s but must have label to be written as an image folder, which has a folder for each class; add it, or write Parquet"
              .formatted(String.join(", ", schema.fieldNames())));
    }
  }

  @Override
  public void writeTo(Dataset<Row> rows, String folder) {
    requireColumns(rows.schema());
    images(rows, col(LABEL))
        .toJavaRDD()
        .mapToPair(row -> new Tuple2<>(NullWritable.get(), ImageFile.of(row)))
        .saveAsNewAPIHadoopDataset(job(rows, folder).getConfiguration());
  }

  /** The columns that {@link ImageFile} reads, those of images beside it the last. */
  static Dataset<Row> images(Dataset<Row> rows, Column label, Column... beside) {
    boolean traced = ColumnNames.find(rows.columns(), LINEAGE) >= 0;
    Column copy = traced ? coalesce(col(LINEAGE + ".copy"), lit(0)) : lit(0);
    Column lineage = traced ? to_json(col(LINEAGE)) : lit(null);
    var columns =
        Stream.of(
            col(KEY),
            EncodedImages.of(rows.schema(), IMAGE),
            label.cast("string"),
            col(SPLIT),
            copy.cast("int"),
            lineage.cast("string"));
    return rows.select(Stream.concat(columns, Stream.of(beside)).toArray(Column[]::new));
  }

  /** How images are written. */
  public static Job job(Dataset<Row> rows, String folder) {
    try {
      var job = Job.getInstance(rows.sparkSession().sessionState().newHadoopConf());
      job.setOutputFormatClass(ImageFolderFormat.class);
      FileOutputFormat.setOutputPath(job, new Path(folder));
      job.getConfiguration().set(COMMIT_ALGORITHM, "1");
      job.getConfiguration().setBoolean(MARK_SUCCESS, false);
      return job;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
