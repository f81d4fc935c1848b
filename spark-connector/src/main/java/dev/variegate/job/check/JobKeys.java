package dev.variegate.job.check;

import static java.util.Map.entry;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What stages call by their Params, in the words of job files. */
public final class JobKeys {

  /** Of Params, and of phrases whose Params a job sets by itself. */
  private static final Map<String, String> PLANNED =
      Map.ofEntries(
          entry("boxesCol", "labels.boxes"),
          entry("polygonsCol", "labels.polygons"),
          entry("keypointsCol", "labels.keypoints"),
          entry("maskCols", "labels.masks"),
          entry("boxFormat", "labels.box-format"),
          entry("boxShape", "labels.box-shape"),
          entry("handleLabels", "labels.handle-labels"),
          entry("handleInvalid", "handle-invalid"),
          entry("weightCol", "plan.source-weight"),
          entry("sourceWeight", "plan.source-weight"),
          entry("featuresCol", "audit.features"),
          entry("featureStore", "feature-store"),
          entry("thresholds", "audit.thresholds"),
          entry("methodShare", "plan.method-share"),
          entry("colorProfile", "output.color-profile"),
          entry("keepOriginals", "output.originals"),
          entry("labelCol", "the label of images"),
          entry("splitCol", "the split of images"),
          entry("trainValue", "the split"),
          entry("splitCol and trainValue", "the splits of the input"),
          entry(
              "set splitCol to a column that has other values than trainValue",
              "give some images of the input another split than"));

  /** Of files that plan copies. */
  private static final JobKeys PLAN = new JobKeys(PLANNED);

  private final Map<String, String> words;
  private final Pattern word;

  private JobKeys(Map<String, String> words) {
    this.words = Map.copyOf(words);
    // The longest first; what is quoted stays: names of the user's own.
    this.word =
        Pattern.compile(
            "\"[^\"]*\"|\\b(?:%s)\\b"
                .formatted(
                    words.keySet().stream()
                        .sorted(Comparator.comparing(String::length).reversed())
                        .collect(Collectors.joining("|"))));
  }

  /** Those of files whose Params have these keys, and for all others those of a plan. */
  public static JobKeys of(Map<String, String> keys) {
    var words = new HashMap<>(PLANNED);
    words.putAll(keys);
    return new JobKeys(words);
  }

  /** A message of a stage with the keys of a file that plans copies in place of Params. */
  public static String in(String message) {
    return PLAN.translated(message);
  }

  /** A message of a stage with these keys in place of Params. */
  public String translated(String message) {
    return word.matcher(message)
        .replaceAll(
            found -> Matcher.quoteReplacement(words.getOrDefault(found.group(), found.group())));
  }
}
