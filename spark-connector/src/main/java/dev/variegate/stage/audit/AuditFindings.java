package dev.variegate.stage.audit;

import dev.variegate.quality.source.SourceCheck;
import dev.variegate.quality.source.UsualImage;
import dev.variegate.stage.param.CheckThresholds;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/** What is found about all images of a table, by which each of them is judged. */
final class AuditFindings implements Serializable {

  private static final long serialVersionUID = 1L;

  private final CheckThresholds thresholds;
  private final Map<String, UsualImage> usual;
  private final FoundDuplicates duplicates;
  private final LabelCheck labels;

  AuditFindings(
      CheckThresholds thresholds,
      Map<String, UsualImage> usual,
      FoundDuplicates duplicates,
      LabelCheck labels) {
    this.thresholds = thresholds;
    this.usual = new HashMap<>(usual);
    this.duplicates = duplicates;
    this.labels = labels;
  }

  /** What is said of an image. */
  Verdict of(AuditedImage image) {
    var group = duplicates.group(image.name());
    var scores = image.scores(usual(image.label()));
    scores.put(SourceCheck.EXACT_DUPLICATE, duplicates.exact(image.name()));
    if (thresholds.has(SourceCheck.NEAR_DUPLICATE)) {
      scores.put(SourceCheck.NEAR_DUPLICATE, duplicates.near(image.name()));
    }
    var opinion = labels.opinion(image, duplicates);
    opinion.ifPresent(of -> scores.put(SourceCheck.LABEL_SUSPECT, of.suspect()));
    return new Verdict(image.label(), scores, thresholds, group, duplicates.size(group), opinion);
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
}
