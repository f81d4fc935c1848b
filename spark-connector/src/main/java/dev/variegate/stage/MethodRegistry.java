package dev.variegate.stage;

import dev.variegate.base.DidYouMean;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
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

  /**
   * The stage of a method, with its defaults.
   *
   * @param where that names the method, for messages
   */
  static Transformer stage(String word, String uid, String where) {
    var custom = CustomCopies.listed();
    var stage = Optional.ofNullable(STAGES.get(word)).map(making -> making.apply(uid));
    var own = Optional.ofNullable(custom.get(word));
    if (stage.isPresent() && own.isPresent()) {
      throw CustomCopies.taken(own.get(), stage.get().getClass());
    }
    return stage
        .or(() -> own.map(method -> new CustomCopies(uid, method)))
        .orElseThrow(
            () -> {
              var known = new TreeSet<>(STAGES.keySet());
              known.addAll(custom.keySet());
              return new IllegalArgumentException(
                  "%s names the method \"%s\"; %s"
                      .formatted(where, word, DidYouMean.among(word, known)));
            });
  }
}
