package dev.variegate.policy.imported;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.variegate.policy.text.PolicyReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What happens to each transform of Albumentations that has a counterpart here. */
public final class AlbumentationsTable {

  private static final double WHITE = 255;
  private static final double PERCENT = 100;
  private static final double HUES = 180;

  /** Makes a step of a policy file. */
  @FunctionalInterface
  public interface Rule {
    ObjectNode step(AlbumentationsParams params);
  }

  private static final Map<String, Rule> RULES = rules();

  private AlbumentationsTable() {}

  private static Map<String, Rule> rules() {
    var rules = new HashMap<>(AlbumentationsGeometry.rules());
    colors(rules);
    curves(rules);
    references(rules);
    rules.putAll(AlbumentationsFilters.rules());
    holes(rules);
    ownNumbers(rules);
    return Map.copyOf(rules);
  }

  public static Set<String> names() {
    return RULES.keySet();
  }

  public static Optional<Rule> of(String name) {
    return Optional.ofNullable(RULES.get(name));
  }

  private static void colors(Map<String, Rule> rules) {
    rules.put("RandomBrightnessContrast", AlbumentationsTable::brightnessContrast);
    rules.put(
        "ColorJitter",
        p ->
            p.as("color-jitter")
                .put("brightness", p.range("brightness"))
                .put("contrast", p.range("contrast"))
                .put("saturation", p.range("saturation"))
                .put("hue", p.around("hue"))
                .done());
    rules.put("HueSaturationValue", AlbumentationsTable::hueSaturationValue);
    rules.put(
        "RGBShift",
        p ->
            p.as("rgb-shift")
                .put("red", p.around("r_shift_limit"), x -> x / WHITE)
                .put("green", p.around("g_shift_limit"), x -> x / WHITE)
                .put("blue", p.around("b_shift_limit"), x -> x / WHITE)
                .done());
    rules.put("ChannelShuffle", p -> p.as("channel-shuffle").done());
    rules.put("ToGray", p -> p.as("grayscale").done());
    rules.put("ToSepia", p -> p.as("sepia").done());
    rules.put("FancyPCA", p -> p.as("fancy-pca").put("alpha", p.number("alpha", 0.1)).done());
  }

  private static ObjectNode brightnessContrast(AlbumentationsParams p) {
    p.get("brightness_by_max");
    p.differs(
        "brightness is a factor, where there a fraction of white is added; contrast turns about the mean");
    return sequence(
        p.as("brightness").put("factor", p.around("brightness_limit"), x -> 1 + x).done(),
        p.as("contrast").put("factor", p.around("contrast_limit"), x -> 1 + x).done());
  }

  private static ObjectNode hueSaturationValue(AlbumentationsParams p) {
    p.differs("saturation and value are factors, where there levels are added");
    return sequence(
        p.as("hue").put("turns", p.around("hue_shift_limit"), x -> x / HUES).done(),
        p.as("saturation").put("factor", p.around("sat_shift_limit"), x -> 1 + x / WHITE).done(),
        p.as("brightness").put("factor", p.around("val_shift_limit"), x -> 1 + x / WHITE).done());
  }

  private static ObjectNode sequence(ObjectNode... steps) {
    var sequence = JsonNodeFactory.instance.objectNode();
    var list = sequence.putArray(PolicyReader.SEQUENCE);
    for (var step : steps) {
      list.add(step);
    }
    return sequence;
  }

  private static void curves(Map<String, Rule> rules) {
    rules.put(
        "RandomGamma",
        p -> p.as("gamma").put("gamma", p.range("gamma_limit"), x -> x / PERCENT).done());
    rules.put(
        "CLAHE",
        p ->
            p.as("clahe")
                .put("clip-limit", p.range("clip_limit"))
                .put("tiles", p.get("tile_grid_size").path(0).asDouble(8))
                .done());
    rules.put("Equalize", p -> p.as("equalize").done());
    rules.put("InvertImg", p -> p.as("invert").done());
    rules.put("AutoContrast", p -> p.as("auto-contrast").done());
    rules.put("Posterize", p -> p.as("posterize").put("bits", p.range("num_bits")).done());
    rules.put(
        "Solarize",
        p ->
            p.has("threshold_range")
                ? p.as("solarize").put("threshold", p.range("threshold_range")).done()
                : p.as("solarize").put("threshold", p.range("threshold"), x -> x / WHITE).done());
  }

  /** Which images they are made like does not stand in a pipeline's text, or as places there. */
  private static void references(Map<String, Rule> rules) {
    rules.put(
        "HistogramMatching", p -> reference(p, "histogram-matching", "blend_ratio", "strength"));
    rules.put(
        "FDA",
        p -> {
          p.differs(
              "its square of frequencies lacks the last row and column, and so the mean at least beta");
          return reference(p, "fourier-domain-adaptation", "beta_limit", "beta");
        });
  }

  private static ObjectNode reference(
      AlbumentationsParams p, String word, String theirs, String ours) {
    List.of("reference_images", "read_fn", "metadata_key").forEach(p::get);
    p.differs("reference images are those of the stage, by references or referencesCol");
    return p.as(word).put(ours, p.range(theirs)).done();
  }

  private static void holes(Map<String, Rule> rules) {
    rules.put(
        "GridDropout", p -> p.as("grid-dropout").put("ratio", p.range("ratio")).filled().done());
    rules.put(
        "ChannelDropout",
        p ->
            p.as("channel-dropout").put("channels", p.range("channel_drop_range")).filled().done());
  }

  private static void ownNumbers(Map<String, Rule> rules) {
    Map.of(
            "RandomFog", "fog",
            "RandomRain", "rain",
            "RandomSnow", "snow",
            "RandomShadow", "shadow",
            "RandomSunFlare", "sun-flare",
            "PlanckianJitter", "planckian-jitter",
            "ElasticTransform", "elastic-transform",
            "CoarseDropout", "coarse-dropout",
            "Defocus", "defocus",
            "ZoomBlur", "zoom-blur")
        .forEach(
            (name, word) ->
                rules.put(
                    name,
                    p -> {
                      p.left().forEach(p::get);
                      p.differs("drawn with the numbers that %s has here".formatted(word));
                      return p.as(word).done();
                    }));
  }
}
