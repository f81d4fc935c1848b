package dev.variegate.io;

import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/** The output of a sink that no job drives: what Spark's {@link SaveMode} means for it. */
final class SavedOutput {

  /** Nobody knows where the rows come from. */
  private static final String UNKNOWN = "";

  private SavedOutput() {}

  /** The run that the sink is to do; empty if what is there stays without a word. */
  static Optional<OutputRun> run(ImageSink sink, SaveMode mode, SparkSession spark) {
    var folder = FileSystemPath.of(spark, sink.path());
    boolean filled = FileSystemPath.ask(() -> OutputFolder.isFilled(folder));
    if (filled && mode == SaveMode.Ignore) {
      return Optional.empty();
    }
    if (filled && mode == SaveMode.Append) {
      return Optional.of(beside(sink, folder, spark.sessionState().newHadoopConf()));
    }
    var existing = mode == SaveMode.Overwrite ? ExistingOutput.OVERWRITE : ExistingOutput.REFUSE;
    return new OutputFolder(sink.path(), existing, UNKNOWN).begin(spark);
  }

  private static OutputRun beside(ImageSink sink, FileSystemPath folder, Configuration hadoop) {
    if (!(sink instanceof ParquetSink) || !folder.isFolder()) {
      throw new IllegalArgumentException(
          "Output \"%s\" exists and mode is Append but must be ErrorIfExists, Overwrite or Ignore but for Parquet: a folder of images has one list of all; choose another path"
              .formatted(folder));
    }
    return FileSystemPath.ask(
        () -> {
          StoreCommit.require(folder, hadoop);
          return OutputRun.beside(folder, hadoop);
        });
  }
}
