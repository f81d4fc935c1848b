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
 * is made or read twice. What names an image decides whether it is among them, so that the choice
 * does not depend on partitions.
 */
public final class InspectedImages
    extends AccumulatorV2<InspectedImages.Inspected, List<InspectedImages.Inspected>> {

  private static final long serialVersionUID = 1L;

  /** About so many real and generated images each; one takes some 500 bytes on the driver. */
  private static final int IMAGES = 5_000;

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

  /** What names an image. */
  private record Name(String sourceKey, String method, int copy) implements Serializable {

    static Name of(Lineage made) {
      return new Name(made.sourceKey(), made.method(), made.copy());
    }

    String text() {
      return String.join("\n", sourceKey, method, Integer.toString(copy));
    }
  }

  private final long seed;
  private final double real;
  private final double generated;
  private final ConcurrentHashMap<Name, Inspected> images = new ConcurrentHashMap<>();

  /** Takes these parts of real and of generated images. */
  private InspectedImages(long seed, double real, double generated) {
    this.seed = seed;
    this.real = real;
    this.generated = generated;
  }

  /** Inspects nothing. */
  public static InspectedImages none() {
    return new InspectedImages(0, 0, 0);
  }

  /** Inspects all of few images, or a part of many. */
  public static InspectedImages of(long real, long generated, long seed) {
    return new InspectedImages(seed, share(real), share(generated));
  }

  private static double share(long images) {
    return Math.min(1, (double) IMAGES / Math.max(1, images));
  }

  /** Takes an image if it is chosen and can be read. */
  public void offer(String label, Lineage made, byte[] encoded, ImageCodec codec) {
    if (!isChosen(made)) {
      return;
    }
    try (var image = codec.decode(encoded)) {
      add(new Inspected(label, made, ImageStatistics.of(image), encoded.length));
    } catch (BadImageException e) {
      // Only the header of an image that is passed on need be sound.
    }
  }

  private boolean isChosen(Lineage made) {
    double share = made.method().equals(Lineage.ORIGINAL) ? real : generated;
    return share >= 1
        || (share > 0 && (RowHash.of(seed, Name.of(made).text(), PLACE) >>> 11) * 0x1p-53 < share);
  }

  @Override
  public void add(Inspected image) {
    images.put(Name.of(image.made()), image);
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
    var copy = new InspectedImages(seed, real, generated);
    copy.merge(this);
    return copy;
  }

  @Override
  public void reset() {
    images.clear();
  }
}
