package dev.variegate.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Picture files of no bytes. Spark's file sources pass over them in silence; to a user they are bad
 * pictures, to be refused and counted like any other.
 */
final class EmptyFiles {

  private EmptyFiles() {}

  /** Their full paths, found by one more listing of what {@code pattern} stands for. */
  static List<String> below(SparkSession spark, String pattern) {
    var path = new Path(pattern);
    return Location.ask(
        () -> {
          var fs = path.getFileSystem(spark.sessionState().newHadoopConf());
          var found = new ArrayList<String>();
          var roots = fs.globStatus(path);
          for (var root : roots == null ? new FileStatus[0] : roots) {
            collect(fs, root.getPath(), found);
          }
          return found;
        });
  }

  private static void collect(FileSystem fs, Path root, List<String> found) throws IOException {
    var files = fs.listFiles(root, true);
    while (files.hasNext()) {
      var file = files.next();
      if (file.getLen() == 0
          && PictureFiles.isPicture(file.getPath().getName())
          && !isHidden(root, file.getPath())) {
        found.add(file.getPath().toString());
      }
    }
  }

  private static boolean isHidden(Path root, Path file) {
    var below = file.toString().substring(root.toString().length());
    return Stream.of(below.split("/")).anyMatch(Location::isHidden);
  }
}
