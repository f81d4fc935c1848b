package dev.variegate.quality.source;

import java.util.Arrays;
import java.util.List;

/** What may be wrong with a source, with the score from which it is so, 0 to 1. */
public enum SourceCheck {
  /** Nothing in the image is bright. */
  DARK("dark", 0.68),
  /** Nothing in it is dark. */
  LIGHT("light", 0.95),
  /** It is less sharp than images of its class are. */
  BLURRY("blurry", 0.84),
  /** It has few levels of luma. */
  LOW_ENTROPY("lowEntropy", 0.875),
  /** It is larger or smaller than images of its class are. */
  ODD_SIZE("oddSize", 0.9),
  /** It is wider or narrower than images of its class are. */
  ODD_ASPECT("oddAspect", 0.65),
  /** Its bytes are those of another image. */
  EXACT_DUPLICATE("exactDuplicate", 1),
  /** It shows what another image shows. */
  NEAR_DUPLICATE("nearDuplicate", 0.9),
  /** Its label is likely to be wrong. */
  LABEL_SUSPECT("labelSuspect", 0.96);

  private final String word;
  private final double threshold;

  SourceCheck(String word, double threshold) {
    this.word = word;
    this.threshold = threshold;
  }

  /** As columns and Params write it. */
  public String word() {
    return word;
  }

  /** The usual score from which an image is flagged. */
  public double threshold() {
    return threshold;
  }

  /** The words of all checks, in order. */
  public static List<String> words() {
    return Arrays.stream(values()).map(SourceCheck::word).toList();
  }
}
