package dev.variegate.stage.audit;

import dev.variegate.quality.ImageStatistics;
import dev.variegate.quality.source.SourceCheck;
import dev.variegate.quality.source.SourceScores;
import dev.variegate.quality.source.UsualImage;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;

/** What is known of an image by itself. No record, because Kryo cannot set the fields of one. */
public final class AuditedImage implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String name;
  private final String label;
  private final String sha256;
  private final double dark;
  private final double light;
  private final double lowEntropy;
  private final double sharpness;
  private final double area;
  private final double aspect;
  private final float[] features;

  /**
   * An image.
   *
   * @param label its class; "" where there are none
   * @param sha256 of its bytes
   * @param features that its label is checked by; none where it is not
   */
  AuditedImage(
      String name, String label, String sha256, ImageStatistics statistics, float[] features) {
    var scores = SourceScores.of(statistics);
    this.name = name;
    this.label = label;
    this.sha256 = sha256;
    this.dark = scores.dark();
    this.light = scores.light();
    this.lowEntropy = scores.lowEntropy();
    this.sharpness = statistics.relativeSharpness();
    this.area = (double) statistics.width() * statistics.height();
    this.aspect = statistics.aspect();
    this.features = features;
  }

  String name() {
    return name;
  }

  String label() {
    return label;
  }

  String sha256() {
    return sha256;
  }

  double sharpness() {
    return sharpness;
  }

  double area() {
    return area;
  }

  double aspect() {
    return aspect;
  }

  float[] features() {
    return features;
  }

  /** Its scores by itself and beside what its class is like. */
  Map<SourceCheck, Double> scores(UsualImage usual) {
    var scores = new EnumMap<SourceCheck, Double>(SourceCheck.class);
    scores.put(SourceCheck.DARK, dark);
    scores.put(SourceCheck.LIGHT, light);
    scores.put(SourceCheck.BLURRY, usual.blurry(sharpness));
    scores.put(SourceCheck.LOW_ENTROPY, lowEntropy);
    scores.put(SourceCheck.ODD_SIZE, usual.oddSize(area));
    scores.put(SourceCheck.ODD_ASPECT, usual.oddAspect(aspect));
    return scores;
  }
}
