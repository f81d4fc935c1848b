package dev.variegate.stage.method;

import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.label.LabelRules;
import dev.variegate.label.LabelRules.Outside;
import dev.variegate.label.Occlusions;
import dev.variegate.label.PointMap;
import dev.variegate.lineage.Annotations;
import dev.variegate.lineage.Source;
import java.io.Serializable;
import java.util.BitSet;
import java.util.Optional;

/** What happens to masks, boxes, polygons and keypoints beside an image that a model made. */
@FunctionalInterface
public interface CopyLabels extends Serializable {

  /** They stay: what they mark is where it was. */
  CopyLabels SAME = (source, companion, made, codec) -> Optional.empty();

  /** What goes with the made image; nothing where what went with its source still does. */
  Optional<Annotations> of(Source source, Optional<Image> companion, Image made, ImageCodec codec);

  /**
   * Those that lie in the hole, which the companion shows, are dropped: keypoints inside it, and
   * boxes and polygons of which too little is outside.
   *
   * @param least fraction of a shape that has to be outside, 0..1; 0 drops nothing
   */
  static CopyLabels outsideHole(LabelRules rules, double least) {
    if (least == 0) {
      return SAME;
    }
    var visible =
        new LabelRules(
            rules.outside() == Outside.KEEP ? Outside.CLIP : rules.outside(),
            rules.boxes(),
            Math.max(least, rules.minVisible()),
            rules.minArea(),
            rules.mirrored());
    return (source, companion, made, codec) -> {
      var hole = new BitSet();
      var samples = companion.orElseThrow().toBytes();
      for (int i = 0; i < samples.length; i++) {
        hole.set(i, samples[i] != 0);
      }
      var given = source.annotations();
      var covers = Occlusions.of(given.size(), hole);
      var labels = given.labels().moved(PointMap.STAY, given.size(), covers, visible);
      return Optional.of(new Annotations(given.size(), given.masks(), labels));
    };
  }

  /**
   * They are scaled as the image was; where it keeps its size, they stay as they are unless rules
   * of the user's own may change them.
   */
  static CopyLabels scaled(LabelRules rules) {
    boolean usual = rules.equals(new LabelRules());
    return (source, companion, made, codec) -> {
      var given = source.annotations();
      boolean same = made.size().equals(given.size());
      if (same && usual) {
        return Optional.empty();
      }
      return Optional.of(
          same
              ? new Annotations(
                  given.size(),
                  given.masks(),
                  given.labels().moved(PointMap.STAY, given.size(), rules))
              : given.scaledTo(made.size(), rules, codec));
    };
  }
}
