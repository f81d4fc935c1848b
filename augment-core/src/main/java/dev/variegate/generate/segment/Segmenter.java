package dev.variegate.generate.segment;

import dev.variegate.generate.Capability;
import dev.variegate.generate.framing.Framing;
import dev.variegate.generate.framing.FramingPlan;
import dev.variegate.generate.framing.TiledRuns;
import dev.variegate.image.Image;
import dev.variegate.label.LabeledShape;
import dev.variegate.label.Polygon;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelCache;
import dev.variegate.model.ModelDescription;
import dev.variegate.model.Network;
import dev.variegate.model.NetworkRole;
import dev.variegate.model.TensorRole.Form;
import dev.variegate.model.TensorRole.Pixels;
import dev.variegate.model.TensorRole.Segmentation;
import dev.variegate.pixel.NetworkColors;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Says which class each pixel of an image has, by a network of task {@code segment}.
 *
 * <p>A pixel has the class with the highest score; of equal scores, that with the lower index. A
 * network with one channel says how likely the second of two classes is, the foreground, which a
 * pixel is from the threshold on. Tiles overlap and their scores are faded into each other before
 * classes are compared. Thread-safe; closed by whoever opened it.
 */
public final class Segmenter implements AutoCloseable {

  private final ModelDescription model;
  private final Network network;
  private final TiledRuns runs;
  private final byte[] values;
  private final float scoreThreshold;
  private final Settings settings;

  /**
   * How images are segmented.
   *
   * @param values of the classes in masks
   * @param threshold of the probability of the foreground, above 0 and below 1; for networks with
   *     one channel
   * @param minArea of a region that gets a polygon, in pixels, 0 or more
   */
  public record Settings(Framing framing, MaskValues values, double threshold, double minArea)
      implements Serializable {

    /** Indices of classes; the foreground is what is likelier than not; every region. */
    public static final Settings DEFAULT = new Settings(Framing.AUTO, MaskValues.INDICES, 0.5, 0);

    public Settings {
      if (!(threshold > 0 && threshold < 1)) {
        throw new IllegalArgumentException(
            "threshold is %s but must be above 0 and below 1; 0.5 is usual".formatted(threshold));
      }
      if (!(minArea >= 0)) {
        throw new IllegalArgumentException(
            "minArea is %s but must be 0 or more, in pixels; 0 leaves no region out"
                .formatted(minArea));
      }
    }
  }

  private Segmenter(ModelDescription model, Network network, Settings settings) {
    this.model = model;
    this.network = network;
    this.settings = settings;
    this.runs =
        new TiledRuns(
            fitting(model, settings), model.batch(), new SegmentationNetwork(model, network));
    this.values = settings.values().of(model);
    this.scoreThreshold = scoreThreshold(model, settings.threshold());
  }

  /**
   * Opens the network of a bundle, which is shared with all others of this JVM.
   *
   * @param compute what it runs on; one thread of a processor for the same bits everywhere
   * @throws UnsupportedOperationException if the model does not segment
   * @throws IllegalArgumentException if it cannot do so as asked
   */
  public static Segmenter open(ModelBundle bundle, ComputeOptions compute, Settings settings) {
    requireUse(bundle.description(), settings);
    var network = ModelCache.lease(bundle, NetworkRole.SEGMENTER, compute);
    try {
      return new Segmenter(bundle.description(), network, settings);
    } catch (RuntimeException | Error e) {
      network.close();
      throw e;
    }
  }

  /**
   * Refuses a model that cannot segment as asked, before its network is opened.
   *
   * @throws UnsupportedOperationException if the model does not segment
   * @throws IllegalArgumentException if it cannot do so as asked
   */
  public static void requireUse(ModelDescription model, Settings settings) {
    Capability.SEGMENT.requireOf(model);
    fitting(model, settings);
    settings.values().of(model);
  }

  private static FramingPlan fitting(ModelDescription model, Settings settings) {
    return FramingPlan.of(model, settings.framing(), FramingPlan.Misfit.RESIZED);
  }

  /** The score of a network with one channel from which on a pixel is foreground. */
  private static float scoreThreshold(ModelDescription model, double threshold) {
    var output = model.output(Segmentation.class).orElseThrow();
    var form = ((Segmentation) output.meaning()).form().orElse(Form.PROBABILITIES);
    return (float)
        switch (form) {
          case LOGITS -> StrictMath.log(threshold / (1 - threshold));
          case LOG_PROBABILITIES -> StrictMath.log(threshold);
          case PROBABILITIES -> threshold;
        };
  }

  public ModelDescription model() {
    return model;
  }

  /** The image with the channels that the network takes; the caller closes it. */
  public Image entering(Image image) {
    var pixels = (Pixels) model.input(Pixels.class).orElseThrow().meaning();
    return NetworkColors.entering(image, pixels.channels().count());
  }

  /**
   * The index of the class of each pixel of each image, 8-bit gray, in order; the caller closes
   * them, and what it gave.
   *
   * @param images with the channels that the network takes, of any size
   * @throws IllegalArgumentException if one is too small for the network
   */
  public List<Image> segment(List<Image> images) {
    return runs.run(images.stream().map(List::of).toList(), (i, scores) -> classes(scores));
  }

  private Image classes(Image scores) {
    int channels = scores.channels();
    var given = scores.toFloats();
    var classes = new byte[given.length / channels];
    for (int i = 0; i < classes.length; i++) {
      classes[i] =
          (byte) (channels == 1 ? foreground(given[i]) : highest(given, i * channels, channels));
    }
    return Image.ofBytes(scores.width(), scores.height(), 1, classes);
  }

  /** The mask of what {@link #segment} gave: the values of its classes; the caller closes it. */
  public Image mask(Image classes) {
    var mask = classes.toBytes();
    for (int i = 0; i < mask.length; i++) {
      mask[i] = values[Byte.toUnsignedInt(mask[i])];
    }
    return Image.ofBytes(classes.width(), classes.height(), 1, mask);
  }

  /**
   * The regions of what {@link #segment} gave, whose pixels hang together by their sides, each an
   * instance of its class; class by class, from the top. Classes whose value is 0 have none, unless
   * the values are their indices.
   */
  public List<LabeledShape<Polygon>> polygons(Image classes) {
    var regions = new ArrayList<LabeledShape<Polygon>>();
    pixels(classes.toBytes())
        .forEach(
            (index, inside) -> {
              for (var polygon : Polygon.around(inside, classes.size())) {
                if (polygon.area() >= settings.minArea()) {
                  var label = model.labels().get(index);
                  regions.add(new LabeledShape<>(polygon, label, regions.size()));
                }
              }
            });
    return regions;
  }

  /** Those of each class that is there and has regions, by its index. */
  private SortedMap<Integer, BitSet> pixels(byte[] indices) {
    boolean all = settings.values().equals(MaskValues.INDICES);
    var pixels = new TreeMap<Integer, BitSet>();
    for (int i = 0; i < indices.length; i++) {
      int index = Byte.toUnsignedInt(indices[i]);
      if (all || values[index] != 0) {
        pixels.computeIfAbsent(index, any -> new BitSet(indices.length)).set(i);
      }
    }
    return pixels;
  }

  private int foreground(float score) {
    return score >= scoreThreshold ? 1 : 0;
  }

  private static int highest(float[] scores, int from, int count) {
    int highest = 0;
    for (int i = 1; i < count; i++) {
      if (scores[from + i] > scores[from + highest]) {
        highest = i;
      }
    }
    return highest;
  }

  @Override
  public void close() {
    network.close();
  }
}
