package dev.variegate.stage.audit;

import dev.variegate.quality.source.SourceCheck;
import dev.variegate.quality.source.UsualImage;
import dev.variegate.stage.param.CheckThresholds;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** What is found about all images of a table, by which each of them is judged. */
public final class AuditFindings implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The type of what is said of an image. */
  public static final StructType TYPE = type();

  private final CheckThresholds thresholds;
  private final Map<String, UsualImage> usual;
  private final FoundDuplicates duplicates;
  private final LabelCheck labels;
  private final Map<String, ClassCounts> counts; // none while images are counted

  AuditFindings(
      CheckThresholds thresholds,
      Map<String, UsualImage> usual,
      FoundDuplicates duplicates,
      LabelCheck labels,
      Map<String, ClassCounts> counts) {
    this.thresholds = thresholds;
    this.usual = new HashMap<>(usual);
    this.duplicates = duplicates;
    this.labels = labels;
    this.counts = new TreeMap<>(counts);
  }

  private static StructType type() {
    var type = new StructType();
    for (var word : SourceCheck.words()) {
      type = type.add(word, "double");
    }
    return type.add("group", "string")
        .add("groupSize", "int")
        .add("labelConfidence", "double")
        .add("suggestedLabel", "string")
        .add("issues", DataTypes.createArrayType(DataTypes.StringType, false));
  }

  AuditFindings counted(Map<String, ClassCounts> flagged) {
    return new AuditFindings(thresholds, usual, duplicates, labels, flagged);
  }

  /** What is counted of each class, by name. */
  public Map<String, ClassCounts> counts() {
    return counts;
  }

  /** What is said of an image. */
  public Verdict of(AuditedImage image) {
    var group = duplicates.group(image.name());
    var scores = image.scores(usual(image.label()));
    scores.put(SourceCheck.EXACT_DUPLICATE, duplicates.exact(image.name()));
    if (thresholds.has(SourceCheck.NEAR_DUPLICATE)) {
      scores.put(SourceCheck.NEAR_DUPLICATE, duplicates.near(image.name()));
    }
    var opinion = labels.opinion(image, duplicates);
    opinion.ifPresent(of -> scores.put(SourceCheck.LABEL_SUSPECT, of.suspect()));
    return new Verdict(
        scores,
        group,
        duplicates.size(group),
        opinion.map(LabelCheck.Opinion::confidence).orElse(null),
        opinion.map(LabelCheck.Opinion::suggested).orElse(null),
        issues(image.label(), scores));
  }

  private UsualImage usual(String label) {
    var of = usual.get(label);
    if (of == null) {
      throw new IllegalStateException(
          "Class \"%s\" is new but must be there whenever the table is read; cache the table, or write it first"
              .formatted(label));
    }
    return of;
  }

  private List<String> issues(String label, Map<SourceCheck, Double> scores) {
    var of = counts.get(label);
    return Arrays.stream(SourceCheck.values())
        .filter(check -> thresholds.flags(check, scores.get(check)))
        .filter(check -> of == null || of.applies(check))
        .map(SourceCheck::word)
        .toList();
  }

  /**
   * What is said of an image.
   *
   * @param scores those that are known
   * @param labelConfidence null where unknown
   * @param suggestedLabel null where unknown
   * @param issues words of the checks that flag it
   */
  public record Verdict(
      Map<SourceCheck, Double> scores,
      String group,
      int groupSize,
      Double labelConfidence,
      String suggestedLabel,
      List<String> issues) {

    /** As a row of {@link #TYPE}. */
    public Row row() {
      var values = new ArrayList<Object>();
      for (var check : SourceCheck.values()) {
        values.add(scores.get(check));
      }
      values.add(group);
      values.add(groupSize);
      values.add(labelConfidence);
      values.add(suggestedLabel);
      values.add(issues.toArray(String[]::new));
      return RowFactory.create(values.toArray());
    }
  }
}
