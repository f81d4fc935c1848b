package dev.variegate.io.annotation;

import dev.variegate.io.FolderName;
import dev.variegate.io.ImageSource;
import dev.variegate.io.SplitName;
import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;

/**
 * A folder of images of YOLO, the folder of their labels, and which of them belong to which split.
 *
 * @param prefix of the keys
 * @param splits by files and folders below the folder, or {@link #APART}; "" is the folder itself
 * @param others whether what has no split there is of that of its first folder, or else is left out
 */
record YoloImages(String folder, String prefix, Map<String, String> splits, boolean others)
    implements Serializable {

  /** As a split: what is read on its own. */
  static final String APART = "";

  YoloImages {
    splits = new TreeMap<>(splits);
  }

  /** The nearest folder {@code images} of which a path is a part, or the path itself. */
  static Path root(Path path) {
    for (var part = path; part != null; part = part.getParent()) {
      if (part.getName().equals(YoloFolder.IMAGES)) {
        return part;
      }
    }
    return path;
  }

  /** Labels lie in a folder {@code labels} beside {@code images}, else beside the images. */
  Path labels() {
    var images = new Path(folder);
    return images.getName().equals(YoloFolder.IMAGES)
        ? new Path(images.getParent(), YoloFolder.ANNOTATIONS)
        : images;
  }

  /** What keys begin with: the path from the base to the folder without {@code images}. */
  static String prefix(Path base, Path root) {
    var parent = root.getName().equals(YoloFolder.IMAGES) ? root.getParent() : root;
    var below = base.toUri().relativize(parent.toUri()).getPath();
    if (parent.equals(base)) {
      return "";
    }
    return (parent.toString().startsWith(base + "/") ? below : parent.getName())
            .replaceFirst("/$", "")
        + "/";
  }

  /** The split of a file by its path below the folder. */
  Optional<String> split(String path) {
    for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
      var split = splits.get(path.substring(0, end));
      if (split != null) {
        return Optional.of(split).filter(name -> !name.equals(APART));
      }
    }
    if (splits.containsKey("")) {
      return Optional.of(splits.get(""));
    }
    int slash = path.indexOf('/');
    var first = slash < 0 ? ImageSource.TRAIN : FolderName.text(path.substring(0, slash));
    return Optional.of(SplitName.is(first) ? SplitName.of(first) : first).filter(split -> others);
  }
}
