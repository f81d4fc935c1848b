package dev.variegate.stage.method;

import dev.variegate.file.FolderWalk;
import dev.variegate.file.NativeNames;
import dev.variegate.image.ReferenceImage;
import dev.variegate.stage.param.WeightedPath;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/** Lists images to be drawn from on the driver; executors read those that are drawn. */
public final class ReferenceFiles {

  private final String param;
  private final Broadcast<SerializableConfiguration> hadoop;

  private ReferenceFiles(String param, Broadcast<SerializableConfiguration> hadoop) {
    this.param = param;
    this.hadoop = hadoop;
  }

  /**
   * The images of all places in the order of their paths, the images of a folder with equal parts
   * of its weight. Hidden files, whose names begin with a dot or an underscore, are left out.
   *
   * @param param that names the places, for messages
   * @throws IllegalArgumentException if a place is missing, or a folder without an image
   */
  public static List<ReferenceImage> list(
      String param, List<WeightedPath> paths, SparkSession spark) {
    var files =
        new ReferenceFiles(param, SerializableConfiguration.broadcast(spark.sparkContext()));
    return paths.stream().flatMap(path -> files.images(path).stream()).toList();
  }

  private List<ReferenceImage> images(WeightedPath given) {
    try {
      var path = new Path(given.path());
      var system = path.getFileSystem(hadoop.value().value());
      var root = system.getFileStatus(path);
      if (root.isFile()) {
        return List.of(image(root.getPath().getName(), given.weight(), root));
      }
      var found = new ArrayList<FileStatus>();
      FolderWalk.of(system, root.getPath(), new Visible(found));
      if (found.isEmpty()) {
        throw new IllegalArgumentException(
            "%s names the folder %s, which holds no files but must hold images; name another"
                .formatted(param, given.path()));
      }
      found.sort(Comparator.comparing(FileStatus::getPath));
      var base = root.getPath().getParent() == null ? root.getPath() : root.getPath().getParent();
      return found.stream()
          .map(file -> image(name(base, file.getPath()), given.weight() / found.size(), file))
          .toList();
    } catch (FileNotFoundException e) {
      throw new IllegalArgumentException(
          "%s names %s, which does not exist but must be an image or a folder of images; correct the path%s"
              .formatted(param, given.path(), NativeNames.remedy(given.path())),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s names %s, which cannot be listed; check that this user may read it"
              .formatted(param, given.path()),
          e);
    }
  }

  /** Gathers files that are not hidden. */
  private record Visible(List<FileStatus> found) implements FolderWalk.Visitor {
    @Override
    public boolean enters(FileStatus folder) {
      return !FolderWalk.isHidden(folder.getPath().getName());
    }

    @Override
    public void file(FileStatus file) {
      if (!FolderWalk.isHidden(file.getPath().getName())) {
        found.add(file);
      }
    }
  }

  /** With the folder's own name in front: {@code monet/1.jpg}. */
  private static String name(Path base, Path file) {
    return base.toUri().relativize(file.toUri()).getPath();
  }

  /** Read again by every task, it must be what it was when it was listed. */
  private ReferenceImage image(String name, double weight, FileStatus listed) {
    var address = listed.getPath().toUri();
    long length = listed.getLen();
    long changed = listed.getModificationTime();
    var configuration = hadoop;
    var word = param;
    return new ReferenceImage(
        name,
        weight,
        () -> {
          var path = new Path(address);
          try {
            var system = path.getFileSystem(configuration.value().value());
            var now = system.getFileStatus(path);
            if (now.getLen() != length || now.getModificationTime() != changed) {
              throw new IllegalStateException(
                  "%s names %s, which was changed while the job ran but must stay as it is for its copies to be made alike; run the job again"
                      .formatted(word, path));
            }
            try (var stream = NativeNames.open(system, path)) {
              return stream.readAllBytes();
            }
          } catch (IOException e) {
            throw new UncheckedIOException(
                "%s names %s, which cannot be read; give a place that every executor can read"
                    .formatted(word, path),
                e);
          }
        });
  }
}
