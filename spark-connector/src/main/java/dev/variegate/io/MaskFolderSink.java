package dev.variegate.io;

import static dev.variegate.io.ImageSource.LABEL;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.variegate.stage.row.ColumnNames;
import dev.variegate.stage.row.EncodedImages;
import java.util.Collection;
import org.apache.hadoop.io.NullWritable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import scala.Tuple2;

/**
 * Writes {@code image/SPLIT/NAME} and {@code label/SPLIT/NAME}, the mask of the same name, with a
 * folder for each class below that of the split where rows have a {@code label}; and {@code
 * metadata.jsonl} as {@link ImageFolderSink} does.
 *
 * <p>Masks are PNG; those of floats or bands, which PNG has no place for, are TIFF. Names follow
 * from key and copy alone.
 *
 * @param mask column of masks
 */
public record MaskFolderSink(String path, String mask) implements ImageSink {

  /** Masks in the column that {@link MaskFolder} gives. */
  public MaskFolderSink(String path) {
    this(path, MaskFolder.MASK);
  }

  @Override
  public void requireClasses(Collection<String> names) {
    names.forEach(FolderName::of);
    SimilarNames.warn("Output \"" + path + "\"", names);
  }

  @Override
  public void requireColumns(StructType schema) {
    if (ColumnNames.find(schema.fieldNames(), mask) < 0) {
      throw new IllegalArgumentException(
          "Rows have the columns %s but must have %s, the masks, to be written as a mask folder; add it or name yours"
              .formatted(String.join(", ", schema.fieldNames()), mask));
    }
  }

  @Override
  public void writeTo(Dataset<Row> rows, String folder) {
    requireColumns(rows.schema());
    boolean labeled = ColumnNames.find(rows.columns(), LABEL) >= 0;
    ImageFolderSink.images(
            rows, labeled ? col(LABEL) : lit(null), EncodedImages.of(rows.schema(), mask))
        .toJavaRDD()
        .mapToPair(row -> new Tuple2<>(NullWritable.get(), ImageFile.withMask(row)))
        .saveAsNewAPIHadoopDataset(ImageFolderSink.job(rows, folder).getConfiguration());
  }
}
