package dev.variegate.stage.balance;

import java.io.Serializable;
import java.util.Locale;

/**
 * What the gates of a plan took of the features of the source images, when it was fitted.
 *
 * @param extractor that made them
 * @param computed different images whose features were computed
 * @param reused different images whose features a store had
 * @param compared different images of training that gates compare with; 0 where none does
 * @param width numbers of the features of an image
 * @param projected numbers that are compared
 */
public record FeatureUse(
    String extractor, long computed, long reused, long compared, int width, int projected)
    implements Serializable {

  /** In a sentence. */
  public String sentence() {
    var counts = String.format(Locale.ROOT, "computed %,d, reused %,d", computed, reused);
    if (compared == 0) {
      return "%s: %s".formatted(extractor, counts);
    }
    var width =
        projected < this.width
            ? String.format(Locale.ROOT, "%,d features projected to %d", this.width, projected)
            : String.format(Locale.ROOT, "%,d features", this.width);
    return String.format(
        Locale.ROOT, "%s: %s; %,d images of training by %s", extractor, counts, compared, width);
  }
}
