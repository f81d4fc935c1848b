package dev.variegate.job;

import dev.variegate.base.Sha256;
import dev.variegate.file.FolderWalk;
import dev.variegate.lineage.Software;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.SparkSession;

/**
 * A pipeline that was fitted and saved.
 *
 * @param sha256 of its files, names and contents
 */
record SavedPipeline(PipelineModel model, String sha256) {

  private static final int PIECE = 1 << 16;

  /**
   * Reads it.
   *
   * @throws BadJobException if the folder holds no such pipeline
   */
  static SavedPipeline load(String folder, SparkSession spark) {
    try {
      var path = new Path(folder);
      var fs = path.getFileSystem(spark.sessionState().newHadoopConf());
      if (!fs.exists(path)) {
        throw new BadJobException(
            "Pipeline \"%s\" is absent but must be the folder that the save of a PipelineModel wrote; check the path"
                .formatted(folder));
      }
      return new SavedPipeline(PipelineModel.load(folder), digest(fs, fs.makeQualified(path)));
    } catch (BadJobException e) {
      throw e;
    } catch (Exception e) { // Spark throws checked ones that its signatures hide
      throw new BadJobException(
          "Pipeline \"%s\" cannot be loaded: %s; give the folder that the save of a PipelineModel wrote, not that of an unfitted Pipeline or of a single stage"
              .formatted(folder, FailureMessage.sentence(e)),
          e);
    }
  }

  /** {@code ClassicAugmenter, ImageVectorizer}. */
  String stages() {
    return Arrays.stream(model.stages())
        .map(stage -> stage.getClass().getSimpleName())
        .collect(Collectors.joining(", "));
  }

  /** Of everything that decides the output, given what decides the rows. */
  String fingerprint(String input) {
    var decisive = String.join("\n", Software.name(), sha256, input);
    return Sha256.hex(decisive.getBytes(StandardCharsets.UTF_8));
  }

  private static String digest(FileSystem fs, Path folder) throws IOException {
    var files = new TreeMap<String, Path>();
    FolderWalk.of(
        fs,
        folder,
        status -> {
          var file = status.getPath();
          if (!file.getName().startsWith(".")) { // checksums of the local file system
            files.put(folder.toUri().relativize(file.toUri()).getPath(), file);
          }
        });
    var digest = Sha256.newDigest();
    for (var file : files.entrySet()) {
      digest.update((file.getKey() + "\n").getBytes(StandardCharsets.UTF_8));
      update(digest, fs, file.getValue());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void update(MessageDigest digest, FileSystem fs, Path file) throws IOException {
    var piece = new byte[PIECE];
    try (var in = fs.open(file)) {
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        digest.update(piece, 0, read);
      }
    }
  }
}
