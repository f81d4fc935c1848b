package dev.variegate.stage.param;

import dev.variegate.base.ConfigNode;
import dev.variegate.image.ReferenceImage;
import java.io.Serializable;
import java.util.List;

/** A path and the weight, above 0, with which what lies there is drawn. */
public record WeightedPath(String path, double weight) implements Serializable {

  public WeightedPath {
    if (path.isBlank()) {
      throw new IllegalArgumentException(
          "Place is \"%s\" but must be a path; write it, or leave the setting out".formatted(path));
    }
    ReferenceImage.requireWeight(path, weight);
  }

  /**
   * Reads {@code [{"model": "hdfs:///models/mosaic", "weight": 2}, ...]}, the weight being 1 where
   * it is left out; or one path as it is.
   *
   * @param word key of the path
   * @param param that holds the text, for messages
   */
  public static List<WeightedPath> parse(String text, String word, String param) {
    if (text.stripLeading().startsWith("{")) {
      throw new IllegalArgumentException(
          "%s is %s but must be a place, or a list of places with weights; write [{\"%s\": \"PLACE\", \"weight\": 1}]"
              .formatted(param, text, word));
    }
    if (!text.stripLeading().startsWith("[")) {
      return List.of(new WeightedPath(text, 1));
    }
    var read = Json.read(text, param).list("a list of places", entry -> read(entry, word));
    if (read.isEmpty()) {
      throw new IllegalArgumentException(
          "%s is [] but must name one place at least; write [{\"%s\": \"PLACE\", \"weight\": 1}]"
              .formatted(param, word));
    }
    return read;
  }

  private static WeightedPath read(ConfigNode entry, String word) {
    entry.only(List.of(word, "weight"));
    return new WeightedPath(
        entry.at(word).anyText(), entry.at("weight").ifGiven(ConfigNode::number).orElse(1.0));
  }
}
