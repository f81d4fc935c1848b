package dev.variegate.stage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.variegate.op.ReferencePicture;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A place and how often what lies there is drawn against the others, above 0. */
record Weighted(String place, double weight) implements Serializable {

  Weighted {
    if (place.isBlank()) {
      throw new IllegalArgumentException(
          "Place is \"%s\", must be a path; write it, or leave the setting out".formatted(place));
    }
    ReferencePicture.requireWeight(place, weight);
  }

  /**
   * Reads {@code [{"model": "hdfs:///models/mosaic", "weight": 2}, ...]}, the weight being 1 where
   * it is left out; or one place as it is.
   *
   * @param word key of the place
   * @param param that holds the text, for messages
   */
  static List<Weighted> parse(String text, String word, String param) {
    if (text.stripLeading().startsWith("{")) {
      throw new IllegalArgumentException(
          "%s is %s, must be a place, or a list of places with weights; write [{\"%s\": \"PLACE\", \"weight\": 1}]"
              .formatted(param, text, word));
    }
    if (!text.stripLeading().startsWith("[")) {
      return List.of(new Weighted(text, 1));
    }
    var read = new ArrayList<Weighted>();
    for (var entry : Json.read(text, param)) {
      read.add(entry(entry, word, param));
    }
    if (read.isEmpty()) {
      throw new IllegalArgumentException(
          "%s is [], must name one place at least; write [{\"%s\": \"PLACE\", \"weight\": 1}]"
              .formatted(param, word));
    }
    return List.copyOf(read);
  }

  private static Weighted entry(JsonNode entry, String word, String param) {
    var keys = Set.of(word, "weight");
    boolean known = entry.properties().stream().allMatch(field -> keys.contains(field.getKey()));
    var weight = entry.path("weight");
    if (!known || !entry.path(word).isTextual() || !(weight.isMissingNode() || weight.isNumber())) {
      throw new IllegalArgumentException(
          "%s has the entry %s, must be {\"%s\": \"PLACE\", \"weight\": NUMBER}; correct it"
              .formatted(param, entry, word));
    }
    return new Weighted(entry.get(word).textValue(), weight.asDouble(1));
  }
}
