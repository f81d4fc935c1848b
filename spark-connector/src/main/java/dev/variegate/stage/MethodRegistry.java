package dev.variegate.stage;

import dev.variegate.base.DidYouMean;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.ml.Transformer;

/** The methods that a plan can name, each with the stage that does its work. */
final class MethodRegistry {

  private static final Map<String, Function<String, Transformer>> STAGES = stages();

  private MethodRegistry() {}

  private static Map<String, Function<String, Transformer>> stages() {
    var stages = new LinkedHashMap<String, Function<String, Transformer>>();
    stages.put("classic", ClassicAugmenter::new);
    stages.put("mix", ImageMixer::new);
    stages.put("oversample", Oversampler::new);
    stages.put("sample", GenerativeSampler::new);
    stages.put("style-transfer", StyleTransfer::new);
    stages.put("image-translate", ImageTranslator::new);
    stages.put("image-to-image", ImageToImage::new);
    stages.put("latent", LatentAugmenter::new);
    stages.put("inpaint", Inpainting::new);
    stages.put("super-resolve", SuperResolution::new);
    return stages;
  }

  /** The words of the methods that are here, without those of users' own. */
  static List<String> builtIn() {
    return List.copyOf(STAGES.keySet());
  }

  /** All words, those of users' own methods among them. */
  static List<String> words() {
    return Stream.concat(STAGES.keySet().stream(), CustomCopies.words().stream()).toList();
  }

  /**
   * The stage of a method, with its defaults.
   *
   * @param where that names the method, for messages
   */
  static Transformer stage(String word, String uid, String where) {
    var stage = STAGES.get(word);
    return stage != null
        ? stage.apply(uid)
        : CustomCopies.find(word, uid)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "%s names the method \"%s\"; %s"
                            .formatted(where, word, DidYouMean.among(word, words()))));
  }
}
