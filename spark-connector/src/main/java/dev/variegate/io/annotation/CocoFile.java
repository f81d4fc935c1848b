package dev.variegate.io.annotation;

import dev.variegate.io.FileSystemPath;
import dev.variegate.io.ImageSource;
import dev.variegate.io.SplitName;
import dev.variegate.stage.param.InvalidRows;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Images with a file of annotations in COCO's form.
 *
 * <p>Boxes, polygons, run-length encoded masks (as polygons that say so in their attributes) and
 * keypoints (by the names of their category, those that are labeled) are read; an instance without
 * a {@code bbox} gets that about its other shapes. An annotation's {@code id}, {@code iscrowd} and
 * {@code attributes} become attributes of its shapes, the image's id becomes {@code imageId}.
 * {@code info}, licenses and what else is in the file are not.
 *
 * <p>Key: the image's path below the folder; that is its {@code file_name}, or where the folder has
 * no such file the longest end of it that is one; one that is not in the folder at all is a row
 * without an image. Split: {@code val} or {@code test} where the file's name has that word by
 * itself, else {@code train}. Annotations of an {@code image_id} that no image has are left out,
 * and their number is logged. Source: Lin et al., "Microsoft COCO", arXiv:1405.0312, and its data
 * format.
 *
 * @param annotations the file, such as {@code instances_train2017.json}; or a folder in Roboflow's
 *     layout, whose folders {@code train}, {@code valid} and {@code test} hold images and {@value
 *     #ROBOFLOW}: keys then begin with the name of the folder
 * @param images the folder that the names of images stand for; in Roboflow's layout the same folder
 *     again
 * @param handleInvalid {@code error}, {@code skip} or {@code keep}
 */
public record CocoFile(String annotations, String images, String handleInvalid)
    implements AnnotatedSource {

  static final String ROBOFLOW = "_annotations.coco.json";

  /** As a word of its own: neither trainval nor latest. */
  private static final Pattern SPLIT =
      Pattern.compile(
          "(?<![a-z])(%s)(?![a-z])".formatted(String.join("|", SplitName.KNOWN)),
          Pattern.CASE_INSENSITIVE);

  public CocoFile {
    InvalidRows.parse(handleInvalid);
  }

  /** Ends the job where an annotation cannot be used. */
  public CocoFile(String annotations, String images) {
    this(annotations, images, "error");
  }

  @Override
  public String path() {
    return images;
  }

  @Override
  public List<String> paths() {
    return List.of(images, annotations);
  }

  @Override
  public Dataset<Row> read(SparkSession spark) {
    var folder = FileSystemPath.folder(spark, images, "Folder of COCO's images");
    var file = FileSystemPath.of(spark, annotations);
    var rows = AnnotatedRows.of(spark, "CocoFile", handleInvalid);
    if (file.isFolder()) {
      return roboflow(file, folder, rows, spark);
    }
    if (!file.exists()) {
      throw new IllegalArgumentException(
          "COCO annotations \"%s\" are absent but must be a JSON file; correct the path"
              .formatted(file));
    }
    return CocoPart.of(file, folder, "", rows, spark).marked();
  }

  private static Dataset<Row> roboflow(
      FileSystemPath root, FileSystemPath images, AnnotatedRows rows, SparkSession spark) {
    var parts = new ArrayList<CocoPart>();
    for (var child : root.children()) {
      var name = child.getPath().getName();
      var file = root.child(name).child(ROBOFLOW);
      if (child.isDirectory() && file.exists()) {
        parts.add(CocoPart.of(file, images.child(name), name + "/", rows, spark));
      }
    }
    if (parts.isEmpty()) {
      throw new IllegalArgumentException(
          "COCO annotations \"%s\" are a folder but must be a JSON file, or a folder of folders that hold %s each; give the file"
              .formatted(root, ROBOFLOW));
    }
    return parts.stream().reduce(CocoPart::and).orElseThrow().marked();
  }

  /** That which the file's name says; Roboflow's is that of its folder. */
  static String split(Path file) {
    var named = file.getName().equals(ROBOFLOW) ? file.getParent() : file;
    var word = SPLIT.matcher(named.getName());
    return word.find() ? SplitName.of(word.group()) : ImageSource.TRAIN;
  }
}
