package dev.variegate.generate;

import dev.variegate.image.Image;
import dev.variegate.model.Compute;
import dev.variegate.model.Meaning.Channels;
import dev.variegate.model.Meaning.Pixels;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelCache;
import dev.variegate.model.ModelDescription;
import dev.variegate.model.Network;
import dev.variegate.model.Role;
import dev.variegate.op.Colouring;
import dev.variegate.policy.Lineage;
import dev.variegate.policy.Sample;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Enlarges pictures by a network of task {@code super-resolve}, by whatever whole factor it has.
 *
 * <p>The result has the source's size times the factor, 8-bit, with the channels of the source. A
 * network of RGB sees a grey picture as colours, and the luma of what it makes is taken ({@link
 * Colouring#GREY_STAYS}). A network of luma enlarges the luma of ITU-R BT.601 in full range; the
 * colour differences are enlarged by cubic convolution ({@link Colouring#LUMA_ALONE}). A picture
 * smaller than a network of one size is padded, never scaled.
 */
public final class SuperResolver implements PictureGenerator {

  private final ModelBundle bundle;
  private final Network network;
  private final Framing framing;
  private final Enlarged enlarged;
  private final FittedRuns runs;
  private final Channels channels;
  private final Colouring colouring;

  private SuperResolver(ModelBundle bundle, Network network, Framing framing, Enlarged enlarged) {
    var model = bundle.description();
    var described = model.network(Role.UPSCALER);
    var picture = described.input(Pixels.class).orElseThrow();
    this.bundle = bundle;
    this.network = network;
    this.framing = framing;
    this.enlarged = enlarged;
    this.runs =
        new FittedRuns(
            fitting(model, framing), model.batch(), new PictureNetwork(network, described, 0, 1));
    this.channels = ((Pixels) picture.meaning()).channels();
    this.colouring = channels == Channels.LUMA ? Colouring.LUMA_ALONE : Colouring.GREY_STAYS;
  }

  /**
   * Opens the upscaler of a bundle; its network is shared with all others of this JVM.
   *
   * @throws UnsupportedOperationException if the model does not enlarge
   * @throws IllegalArgumentException if it cannot take pictures as asked
   */
  public static SuperResolver open(
      ModelBundle bundle, Compute compute, Framing framing, Enlarged enlarged) {
    requireUse(bundle.description(), framing);
    var network = ModelCache.lease(bundle, Role.UPSCALER, compute);
    try {
      return new SuperResolver(bundle, network, framing, enlarged);
    } catch (RuntimeException | Error e) {
      network.close();
      throw e;
    }
  }

  /**
   * Refuses a model that cannot take pictures as asked, before its network is opened.
   *
   * @throws UnsupportedOperationException if the model does not enlarge
   * @throws IllegalArgumentException if it cannot take pictures as asked
   */
  public static void requireUse(ModelDescription model, Framing framing) {
    Capability.SUPER_RESOLVE.requireOf(model);
    fitting(model, framing);
  }

  private static Fitting fitting(ModelDescription model, Framing framing) {
    var picture = model.network(Role.UPSCALER).input(Pixels.class).orElseThrow();
    return new Fitting(model.title(), picture, framing, Fitting.Misfit.PADDED);
  }

  @Override
  public int batch() {
    return bundle.description().batch();
  }

  @Override
  public List<Sample> make(List<PictureRequest> requests) {
    var factors = new int[requests.size()];
    var made =
        Entering.with(
            requests,
            channels.count(),
            pictures ->
                runs.run(
                    pictures,
                    (i, result) -> {
                      var source = requests.get(i).picture();
                      factors[i] = result.width() / source.width();
                      return finished(result, source);
                    }));
    return IntStream.range(0, made.size())
        .mapToObj(i -> new Sample(made.get(i), lineage(requests.get(i), factors[i])))
        .toList();
  }

  private Image finished(Image result, Image source) {
    try (var sized = enlarged.of(result, source.size())) {
      return colouring.leaving(sized, source);
    }
  }

  private Lineage lineage(PictureRequest request, int factor) {
    return LineageSteps.lineage(
        request,
        Lineage.SUPER_RESOLVE,
        step ->
            step.put("factor", factor)
                .put("size", enlarged.toString())
                .put("fit", framing.fit().toString())
                .put("overlap", framing.overlap()),
        bundle);
  }

  @Override
  public void close() {
    network.close();
  }
}
