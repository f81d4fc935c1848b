package dev.variegate.job.check;

import static java.util.Map.entry;

import java.util.Comparator;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What stages call by their Params, in the words of job files. */
public final class JobKeys {

  /** Of Params, and of phrases whose Params a job sets by itself. */
  private static final Map<String, String> WORDS =
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

  /** The longest first; what is quoted stays: names of the user's own. */
  private static final Pattern WORD =
      Pattern.compile(
          "\"[^\"]*\"|\\b(?:%s)\\b"
              .formatted(
                  WORDS.keySet().stream()
                      .sorted(Comparator.comparing(String::length).reversed())
                      .collect(Collectors.joining("|"))));

  private JobKeys() {}

  /** A message of a stage with the keys of the job file in place of Params. */
  public static String in(String message) {
    return WORD.matcher(message)
        .replaceAll(
            found -> Matcher.quoteReplacement(WORDS.getOrDefault(found.group(), found.group())));
  }
}
