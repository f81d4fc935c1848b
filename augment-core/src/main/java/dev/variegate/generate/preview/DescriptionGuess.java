package dev.variegate.generate.preview;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A draft of {@code model.yaml} with one guess of what no file says: the range of values, and the
 * order of colors.
 *
 * @param range row of the sheet on which its image is shown
 * @param colors column of the sheet
 * @param text whole, so that a bundle opens
 */
public record DescriptionGuess(String range, String colors, String text) {

  /** Behind a range, in lines that begin as its own. */
  private static final String IMAGENET =
      "\n$1mean: [0.485, 0.456, 0.406]\n$1deviation: [0.229, 0.224, 0.225]";

  private static final Pattern RANGE = Pattern.compile("(?m)^( *)range: TODO.*");
  private static final Pattern LABELS = Pattern.compile("labels: TODO  # the names of (\\d+).*");
  private static final int LARGE_CODEBOOK = 65536; // only drawn codes depend on it
  private static final int USUAL_CLASSES = 10;
  private static final int MOST_CLASSES = 256;

  /**
   * All guesses of a draft.
   *
   * @return empty where a number is missing that cannot be guessed
   */
  public static List<DescriptionGuess> of(String draft) {
    if (draft.contains("value: TODO") || !RANGE.matcher(draft).find()) {
      return List.of();
    }
    var common =
        labeled(draft)
            .replaceAll("# license: MIT.*", "license: unknown")
            .replaceAll("distribution: TODO.*", "distribution: normal")
            .replaceAll("hole: TODO.*", "hole: 1")
            .replaceAll("codebook: TODO.*", "codebook: " + LARGE_CODEBOOK)
            .replaceAll(
                "form: TODO.*",
                draft.contains("# labels: [background") ? "form: probabilities" : "form: logits");
    boolean colored = common.contains("channels: rgb  # or bgr");
    var guesses = new ArrayList<DescriptionGuess>();
    for (var range : List.of("[0, 1]", "[-1, 1]", "[0, 255]")) {
      guesses.addAll(ordered("range: " + range, common, range, Optional.empty(), colored));
    }
    if (colored && common.indexOf("meaning: image") < common.indexOf("outputs:")) {
      guesses.addAll(
          ordered("ImageNet mean, deviation", common, "[0, 1]", Optional.of(IMAGENET), true));
    }
    return guesses;
  }

  private static String labeled(String draft) {
    var asked = LABELS.matcher(draft);
    int classes =
        asked.find()
            ? Integer.parseInt(asked.group(1))
            : draft.contains("form: indices") ? MOST_CLASSES : USUAL_CLASSES;
    var names = new ArrayList<String>();
    for (int i = 0; i < classes; i++) {
      names.add("\"" + i + "\"");
    }
    return draft.replaceAll("labels: TODO.*", "labels: " + names);
  }

  private static List<DescriptionGuess> ordered(
      String title, String draft, String range, Optional<String> standardized, boolean colored) {
    // The first image is what the network is given, or all that it makes.
    var first = RANGE.matcher(draft).replaceFirst("$1range: " + range + standardized.orElse(""));
    var text = RANGE.matcher(first).replaceAll("$1range: " + range);
    if (!colored) {
      var channels = draft.contains("channels: rgba") ? "rgba" : "gray";
      return List.of(new DescriptionGuess(title, channels, text));
    }
    return List.of(
        new DescriptionGuess(title, "rgb", text),
        new DescriptionGuess(
            title, "bgr", text.replaceAll("channels: rgb  # or bgr", "channels: bgr")));
  }
}
