package dev.variegate.generate.upscale;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.variegate.generate.Capability;
import dev.variegate.generate.ImageGenerator;
import dev.variegate.generate.ImageRequest;
import dev.variegate.generate.LineageSteps;
import dev.variegate.generate.framing.Framing;
import dev.variegate.generate.framing.FramingPlan;
import dev.variegate.generate.framing.ImageNetwork;
import dev.variegate.generate.framing.NetworkInput;
import dev.variegate.generate.framing.TiledRuns;
import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.lineage.Lineage;
import dev.variegate.lineage.Sample;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelCache;
import dev.variegate.model.ModelDescription;
import dev.variegate.model.Network;
import dev.variegate.model.NetworkRole;
import dev.variegate.model.TensorRole.Channels;
import dev.variegate.model.TensorRole.Pixels;
import dev.variegate.pixel.NetworkColors;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Enlarges images by a network of task {@code super-resolve}, by whatever factors it has.
 *
 * <p>The result has the source's size times the factor, 8-bit, with the channels of the source. A
 * network of RGB sees a gray image as colors, and the luma of what it makes is taken ({@link
 * NetworkColors#GRAY_STAYS}). A network of luma enlarges the luma of ITU-R BT.601 in full range;
 * the color differences are enlarged by cubic convolution ({@link NetworkColors#LUMA_ALONE}). An
 * image smaller than a network of one size is padded, never scaled.
 */
public final class SuperResolver implements ImageGenerator {

  private final ModelBundle bundle;
  private final Network network;
  private final Framing framing;
  private final OutputSize enlarged;
  private final TiledRuns runs;
  private final Channels channels;
  private final NetworkColors coloring;

  private SuperResolver(ModelBundle bundle, Network network, Framing framing, OutputSize enlarged) {
    var model = bundle.description();
    var described = model.network(NetworkRole.UPSCALER);
    var image = described.input(Pixels.class).orElseThrow();
    this.bundle = bundle;
    this.network = network;
    this.framing = framing;
    this.enlarged = enlarged;
    this.runs =
        new TiledRuns(
            fitting(model, framing), model.batch(), new ImageNetwork(network, described, 0, 1));
    this.channels = ((Pixels) image.meaning()).channels();
    this.coloring = channels == Channels.LUMA ? NetworkColors.LUMA_ALONE : NetworkColors.GRAY_STAYS;
  }

  /**
   * Opens the upscaler of a bundle; its network is shared with all others of this JVM.
   *
   * @throws UnsupportedOperationException if the model does not enlarge
   * @throws IllegalArgumentException if it cannot take images as asked
   */
  public static SuperResolver open(
      ModelBundle bundle, ComputeOptions compute, Framing framing, OutputSize enlarged) {
    requireUse(bundle.description(), framing);
    var network = ModelCache.lease(bundle, NetworkRole.UPSCALER, compute);
    try {
      return new SuperResolver(bundle, network, framing, enlarged);
    } catch (RuntimeException | Error e) {
      network.close();
      throw e;
    }
  }

  /**
   * Refuses a model that cannot take images as asked, before its network is opened.
   *
   * @throws UnsupportedOperationException if the model does not enlarge
   * @throws IllegalArgumentException if it cannot take images as asked
   */
  public static void requireUse(ModelDescription model, Framing framing) {
    Capability.SUPER_RESOLVE.requireOf(model);
    fitting(model, framing);
  }

  private static FramingPlan fitting(ModelDescription model, Framing framing) {
    return FramingPlan.of(model, framing, FramingPlan.Misfit.PADDED);
  }

  @Override
  public int batch() {
    return bundle.description().batch();
  }

  @Override
  public List<Sample> make(List<ImageRequest> requests) {
    var sizes = new Size[requests.size()];
    var made =
        NetworkInput.with(
            requests,
            channels.count(),
            images ->
                runs.run(
                    images,
                    (i, result) -> {
                      sizes[i] = result.size();
                      return finished(result, requests.get(i).image());
                    }));
    return IntStream.range(0, made.size())
        .mapToObj(i -> new Sample(made.get(i), lineage(requests.get(i), sizes[i])))
        .toList();
  }

  private Image finished(Image result, Image source) {
    try (var sized = enlarged.of(result, source.size())) {
      return coloring.leaving(sized, source);
    }
  }

  private Lineage lineage(ImageRequest request, Size made) {
    return LineageSteps.lineage(
        request,
        Lineage.SUPER_RESOLVE,
        step ->
            sized(step, request.image().size(), made)
                .put("size", enlarged.toString())
                .put("fit", framing.fit().toString())
                .put("overlap", framing.overlap()),
        bundle);
  }

  /** By its factor, or where that is no whole number by its width and height. */
  private static ObjectNode sized(ObjectNode step, Size source, Size made) {
    int factor = Math.max(1, made.width() / source.width()); // it may be smaller, too
    return made.equals(new Size(source.width() * factor, source.height() * factor))
        ? step.put("factor", factor)
        : step.put("width", made.width()).put("height", made.height());
  }

  @Override
  public void close() {
    network.close();
  }
}
