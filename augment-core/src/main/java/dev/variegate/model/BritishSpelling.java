package dev.variegate.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Bundles come from everywhere: a description may spell {@code license} and {@code gray} as British
 * writers do.
 */
final class BritishSpelling {

  private static final String LICENSE = "license";
  private static final String CHANNELS = "channels";

  private BritishSpelling() {}

  /** The description with the key and the word as this project spells them. */
  static JsonNode accepted(JsonNode description) {
    if (description instanceof ObjectNode keys && keys.has("licence") && !keys.has(LICENSE)) {
      keys.set(LICENSE, keys.remove("licence"));
    }
    for (var tensor : description.findParents(CHANNELS)) {
      if (tensor.path(CHANNELS).asText().equals("grey")) {
        ((ObjectNode) tensor).put(CHANNELS, "gray");
      }
    }
    return description;
  }
}
