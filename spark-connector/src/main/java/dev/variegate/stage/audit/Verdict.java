package dev.variegate.stage.audit;

import dev.variegate.quality.source.SourceCheck;
import dev.variegate.stage.param.CheckThresholds;
import dev.variegate.stage.param.SourceWeight;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** What is said of a source. No record, because Kryo cannot set the fields of one. */
public final class Verdict implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The score, and the issue, of a row that cannot be used. */
  public static final String UNREADABLE = "unreadable";

  /** The type of what is said. */
  public static final StructType TYPE = type();

  private final String error; // null where the row can be used; all else is unknown elsewhere
  private final String label;
  private final Double[] scores; // of each check, null where unknown
  private final SourceCheck[] flagged; // checks that flag the image
  private final String group;
  private final Integer groupSize;
  private final Double labelConfidence;
  private final String suggestedLabel;

  private Verdict(String error) {
    this.error = error;
    this.label = null;
    this.scores = new Double[SourceCheck.values().length];
    this.flagged = new SourceCheck[0];
    this.group = null;
    this.groupSize = null;
    this.labelConfidence = null;
    this.suggestedLabel = null;
  }

  /**
   * Of an image.
   *
   * @param label its class; "" where there are none
   * @param scores those that are known
   * @param opinion of its label, where it is checked
   */
  Verdict(
      String label,
      Map<SourceCheck, Double> scores,
      CheckThresholds thresholds,
      String group,
      int groupSize,
      Optional<LabelCheck.Opinion> opinion) {
    var checks = SourceCheck.values();
    this.error = null;
    this.label = label;
    this.scores = Arrays.stream(checks).map(scores::get).toArray(Double[]::new);
    this.flagged =
        Arrays.stream(checks)
            .filter(check -> thresholds.flags(check, scores.get(check)))
            .toArray(SourceCheck[]::new);
    this.group = group;
    this.groupSize = groupSize;
    this.labelConfidence = opinion.map(LabelCheck.Opinion::confidence).orElse(null);
    this.suggestedLabel = opinion.map(LabelCheck.Opinion::suggested).orElse(null);
  }

  /** Of a row that cannot be used, and why. */
  static Verdict unreadable(String error) {
    return new Verdict(error);
  }

  private static StructType type() {
    var type = new StructType().add(UNREADABLE, "double");
    for (var word : SourceCheck.words()) {
      type = type.add(word, "double");
    }
    return type.add("group", "string")
        .add("groupSize", "int")
        .add("labelConfidence", "double")
        .add("suggestedLabel", "string")
        .add("issues", DataTypes.createArrayType(DataTypes.StringType, false));
  }

  /** Why the row cannot be used; empty where it can. */
  public Optional<String> error() {
    return Optional.ofNullable(error);
  }

  boolean isReadable() {
    return error == null;
  }

  String label() {
    return label;
  }

  boolean isFlagged(SourceCheck check) {
    return List.of(flagged).contains(check);
  }

  boolean isScored(SourceCheck check) {
    return scores[List.of(SourceCheck.values()).indexOf(check)] != null;
  }

  /**
   * The words of the checks that flag the image and count.
   *
   * @param counts of all classes, by name
   */
  private List<String> issues(Map<String, ClassCounts> counts) {
    if (!isReadable()) {
      return List.of(UNREADABLE);
    }
    return Arrays.stream(flagged)
        .filter(check -> counts.get(label).applies(check))
        .map(SourceCheck::word)
        .toList();
  }

  /** The weight of the source, 0 where it has issues. */
  public double weight(SourceWeight by, Map<String, ClassCounts> counts) {
    return issues(counts).isEmpty() ? by.of(groupSize, labelConfidence) : 0;
  }

  /** As a row of {@link #TYPE}. */
  public Row row(Map<String, ClassCounts> counts) {
    var values = new ArrayList<Object>();
    values.add(isReadable() ? 0.0 : 1.0);
    values.addAll(Arrays.asList(scores));
    values.add(group);
    values.add(groupSize);
    values.add(labelConfidence);
    values.add(suggestedLabel);
    values.add(issues(counts).toArray(String[]::new));
    return RowFactory.create(values.toArray());
  }
}
