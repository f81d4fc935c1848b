package dev.variegate.io.annotation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;

/** One of COCO's images: its id and the name of its file. */
final class CocoImage {

  /** What is skipped at the start of a path: a scheme, a drive, slashes, this folder. */
  private static final Pattern START =
      Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*:(?=/))?(\\./|/)*");

  private CocoImage() {}

  /** The name with slashes, without those in front; none where it is not text. */
  static Optional<String> name(JsonNode image) {
    return Optional.ofNullable(image.get("file_name"))
        .filter(JsonNode::isTextual)
        .map(name -> START.matcher(name.asText().replace('\\', '/')).replaceFirst(""))
        .filter(name -> !name.isEmpty());
  }

  /** The ends of a name at its folders: the whole of it first, its last part last. */
  static List<String> ends(String name) {
    var ends = new ArrayList<>(List.of(name));
    for (int at = name.indexOf('/'); at >= 0; at = name.indexOf('/', at + 1)) {
      ends.add(name.substring(at + 1));
    }
    return ends;
  }

  /**
   * What is wrong with an image.
   *
   * @param name may be null, as the id
   * @param ofId number of images with its id so far
   * @param ofName number of images with its name so far
   */
  static Optional<String> fault(Path file, String name, String id, long ofId, long ofName) {
    var image = "COCO image %s of \"%s\"".formatted(CocoScan.called(name, id), file.getName());
    if (id == null) {
      return Optional.of(image + " has no id but must have one of its own; number it");
    }
    if (name == null) {
      return Optional.of(image + " has no file_name but must have one; add it");
    }
    if (ofId > 1) {
      return Optional.of(
          image
              + " shares its id %s with another but must have one of its own; renumber them"
                  .formatted(id));
    }
    return ofName > 1
        ? Optional.of(
            image
                + " has the file_name of another but must occur once; give its annotations one id")
        : Optional.empty();
  }
}
