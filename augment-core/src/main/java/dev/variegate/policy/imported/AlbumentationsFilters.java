package dev.variegate.policy.imported;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.variegate.policy.imported.AlbumentationsTable.Rule;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What happens to the transforms of Albumentations that look at neighbors, add noise or compress.
 */
final class AlbumentationsFilters {

  private static final double WHITE = 255;

  private AlbumentationsFilters() {}

  static Map<String, Rule> rules() {
    var rules = new HashMap<String, Rule>();
    blurs(rules);
    noises(rules);
    return rules;
  }

  private static void blurs(Map<String, Rule> rules) {
    rules.put("GaussianBlur", AlbumentationsFilters::gaussianBlur);
    rules.put("Blur", p -> radius(p, "box-blur"));
    rules.put("MedianBlur", p -> radius(p, "median-blur"));
    rules.put("MotionBlur", p -> radius(p, "motion-blur"));
    rules.put(
        "Sharpen",
        p ->
            p.as("sharpen")
                .put("alpha", p.range("alpha"))
                .put("lightness", p.range("lightness"))
                .done());
    rules.put(
        "Emboss",
        p ->
            p.as("emboss")
                .put("alpha", p.range("alpha"))
                .put("strength", p.range("strength"))
                .done());
  }

  /** A side of 2r + 1 pixels has the radius r; a side below 3 changes nothing. */
  private static ObjectNode radius(AlbumentationsParams p, String word) {
    return p.as(word)
        .put("radius", p.range("blur_limit"), side -> Math.max(1, Math.floor(side / 2)))
        .done();
  }

  /** Where no sigma is given OpenCV's rule for the side of the kernel holds. */
  private static ObjectNode gaussianBlur(AlbumentationsParams p) {
    var sigma = p.range("sigma_limit").filter(ends -> ends[1] > 0);
    var side = p.range("blur_limit");
    return sigma.isPresent()
        ? p.as("gaussian-blur").put("sigma", sigma, x -> Math.max(0.01, x)).done()
        : p.as("gaussian-blur")
            .put("sigma", side, x -> 0.3 * ((Math.max(3, x) - 1) * 0.5 - 1) + 0.8)
            .done();
  }

  private static void noises(Map<String, Rule> rules) {
    rules.put("GaussNoise", AlbumentationsFilters::gaussNoise);
    rules.put(
        "ISONoise",
        p ->
            p.as("iso-noise")
                .put("intensity", p.range("intensity"))
                .put("color", p.range("color_shift"))
                .done());
    rules.put("MultiplicativeNoise", AlbumentationsFilters::multiplicativeNoise);
    rules.put("ImageCompression", AlbumentationsFilters::compression);
    rules.put(
        "Downscale",
        p ->
            p.as("downscale")
                .put("scale", p.has("scale_range") ? p.range("scale_range") : ends(p, "scale_"))
                .done());
  }

  private static ObjectNode gaussNoise(AlbumentationsParams p) {
    return p.has("std_range")
        ? p.as("gaussian-noise").put("deviation", p.range("std_range")).done()
        : p.as("gaussian-noise")
            .put("deviation", p.range("var_limit"), x -> Math.sqrt(x) / WHITE)
            .done();
  }

  private static ObjectNode multiplicativeNoise(AlbumentationsParams p) {
    double spread =
        p.range("multiplier")
            .map(ends -> Math.max(Math.abs(1 - ends[0]), Math.abs(ends[1] - 1)))
            .orElse(0.1);
    boolean each = p.get("elementwise").asBoolean();
    boolean channel = p.get("per_channel").asBoolean();
    return p.as("multiplicative-noise")
        .put("spread", spread)
        .put("grain", each ? "sample" : channel ? "channel" : "image")
        .done();
  }

  private static ObjectNode compression(AlbumentationsParams p) {
    var type = p.get("compression_type");
    boolean webp = type.asText().equals("webp") || type.asInt(0) == 1;
    var quality = p.has("quality_range") ? p.range("quality_range") : ends(p, "quality_");
    return p.as(webp ? "webp-compression" : "jpeg-compression").put("quality", quality).done();
  }

  /** Two parameters of version 1 that name the ends of a range. */
  private static Optional<double[]> ends(AlbumentationsParams p, String stem) {
    boolean quality = p.has(stem + "lower");
    double low = p.number(stem + (quality ? "lower" : "min"), 0.25);
    return Optional.of(new double[] {low, p.number(stem + (quality ? "upper" : "max"), low)});
  }
}
