package dev.variegate.generate.style;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;

/**
 * The step of a style transfer as it stands in a lineage: {@code
 * [{"style-transfer":{"styles":[{"name":"monet/1.jpg","weight":1.0,"sha256":"..."}],
 * "strength":0.5,"preserveColor":"none","preset":"custom"}}]}. No styles: the image stayed as it
 * was.
 *
 * @param styles that went in
 */
record StyleSteps(List<Taken> styles, double strength, StyleMixing mixing)
    implements Consumer<ObjectNode> {

  /**
   * One style that went in.
   *
   * @param name of the image or the model
   * @param fraction of the mixed style, 0 to 1
   * @param sha256 of the image's encoded bytes or of the model's bundle; of the samples where a row
   *     brought the image
   */
  record Taken(String name, double fraction, String sha256) {}

  StyleSteps {
    styles = List.copyOf(styles);
  }

  /** Of an image that stays as it was. */
  static StyleSteps none(StyleMixing mixing) {
    return new StyleSteps(List.of(), 0, mixing);
  }

  @Override
  public void accept(ObjectNode step) {
    var list = step.putArray("styles");
    for (var style : styles) {
      list.addObject()
          .put("name", style.name())
          .put("weight", style.fraction())
          .put("sha256", style.sha256());
    }
    step.put("strength", strength)
        .put("preserveColor", mixing.colors().toString())
        .put("preset", mixing.preset().toString());
  }
}
