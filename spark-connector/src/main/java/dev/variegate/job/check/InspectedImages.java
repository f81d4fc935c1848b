package dev.variegate.job.check;

import dev.variegate.codec.ImageCodec;
import dev.variegate.image.BadImageException;
import dev.variegate.lineage.Lineage;
import dev.variegate.quality.ImageStatistics;
import dev.variegate.stage.row.RowHash;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.util.AccumulatorV2;

/**
 * Simple properties of some training images, picked up on their way to the output, so that nothing
 * is made or read twice. An image's source decides whether it is among them, with all that are made
 * of that source, so that the choice does not depend on partitions.
 */
public final class InspectedImages
    extends AccumulatorV2<InspectedImages.Inspected, List<InspectedImages.Inspected>> {

  private static final long serialVersionUID = 1L;

  /** About so many images are inspected; each takes some 500 bytes on the driver. */
  private static final int IMAGES = 10_000;

  /** A place of the stream that nothing else draws from. */
  private static final int PLACE = 23;

  /**
   * An image that is inspected.
   *
   * @param label its class
   * @param bytes when it is encoded
   */
  public record Inspected(String label, Lineage made, ImageStatistics statistics, long bytes)
      implements Serializable {}

  /** Copies of one source by one method. */
  private record Name(String sourceKey, String method, int copy) implements Serializable {}

  private final long seed;
  private final double share;
  private final ConcurrentHashMap<Name, Inspected> images = new ConcurrentHashMap<>();

  private InspectedImages(long seed, double share) {
    this.seed = seed;
    this.share = share;
  }

  /** Inspects nothing. */
  public static InspectedImages none() {
    return new InspectedImages(0, 0);
  }

  /** Inspects all of few images, or a part of many. */
  public static InspectedImages of(long images, long seed) {
    return new InspectedImages(seed, Math.min(1, (double) IMAGES / Math.max(1, images)));
  }

  /** Takes an image if it is chosen and can be read. */
  public void offer(String label, Lineage made, byte[] encoded, ImageCodec codec) {
    if (!isChosen(made.sourceKey())) {
      return;
    }
    try (var image = codec.decode(encoded)) {
      add(new Inspected(label, made, ImageStatistics.of(image), encoded.length));
    } catch (BadImageException e) {
      // Only the header of an image that is passed on need be sound.
    }
  }

  private boolean isChosen(String source) {
    return share >= 1 || (share > 0 && (RowHash.of(seed, source, PLACE) >>> 11) * 0x1p-53 < share);
  }

  @Override
  public void add(Inspected image) {
    var made = image.made();
    images.put(new Name(made.sourceKey(), made.method(), made.copy()), image);
  }

  @Override
  public void merge(AccumulatorV2<Inspected, List<Inspected>> other) {
    other.value().forEach(this::add);
  }

  /** In an order that depends on the images alone. */
  @Override
  public List<Inspected> value() {
    return images.entrySet().stream()
        .sorted(
            Map.Entry.comparingByKey(
                Comparator.comparing(Name::sourceKey)
                    .thenComparing(Name::method)
                    .thenComparing(Name::copy)))
        .map(Map.Entry::getValue)
        .toList();
  }

  @Override
  public boolean isZero() {
    return images.isEmpty();
  }

  @Override
  public InspectedImages copy() {
    var copy = new InspectedImages(seed, share);
    copy.merge(this);
    return copy;
  }

  @Override
  public void reset() {
    images.clear();
  }
}
