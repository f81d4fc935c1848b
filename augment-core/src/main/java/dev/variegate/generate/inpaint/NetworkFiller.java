package dev.variegate.generate.inpaint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.variegate.generate.Capability;
import dev.variegate.generate.framing.Framing;
import dev.variegate.generate.framing.FramingPlan;
import dev.variegate.generate.framing.TiledRuns;
import dev.variegate.image.Image;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelCache;
import dev.variegate.model.ModelDescription;
import dev.variegate.model.Network;
import dev.variegate.model.NetworkRole;
import dev.variegate.model.TensorRole.Pixels;
import dev.variegate.pixel.Composite;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Fills by a network of task {@code inpaint}. The hole is mid-gray in what it sees, the middle of
 * the range of its input, so that nothing of what was there can shine through.
 */
final class NetworkFiller implements HoleFiller {

  private final ModelBundle bundle;
  private final Network network;
  private final Framing framing;
  private final TiledRuns runs;
  private final int channels;

  private NetworkFiller(ModelBundle bundle, Network network, Framing framing) {
    var model = bundle.description();
    var described = model.network(NetworkRole.INPAINTER);
    var image = described.input(Pixels.class).orElseThrow();
    this.bundle = bundle;
    this.network = network;
    this.framing = framing;
    this.runs =
        new TiledRuns(
            fitting(model, framing), model.batch(), new MaskedNetwork(network, described));
    this.channels = ((Pixels) image.meaning()).channels().count();
  }

  static NetworkFiller open(ModelBundle bundle, ComputeOptions compute, Framing framing) {
    requireUse(bundle.description(), framing);
    var network = ModelCache.lease(bundle, NetworkRole.INPAINTER, compute);
    try {
      return new NetworkFiller(bundle, network, framing);
    } catch (RuntimeException | Error e) {
      network.close();
      throw e;
    }
  }

  static void requireUse(ModelDescription model, Framing framing) {
    Capability.INPAINT.requireOf(model);
    fitting(model, framing);
  }

  private static FramingPlan fitting(ModelDescription model, Framing framing) {
    return FramingPlan.of(model, framing, FramingPlan.Misfit.RESIZED);
  }

  @Override
  public List<Image> fill(List<Image> images, List<Image> masks) {
    var blanked = new ArrayList<Image>();
    try {
      var layers = new ArrayList<List<Image>>();
      for (int i = 0; i < images.size(); i++) {
        blanked.add(Composite.blanked(images.get(i), masks.get(i), channels));
        layers.add(List.of(blanked.get(i), masks.get(i)));
      }
      return runs.run(layers, (i, made) -> made.copy());
    } finally {
      blanked.forEach(Image::close);
    }
  }

  @Override
  public int batch() {
    return bundle.description().batch();
  }

  @Override
  public void note(ObjectNode step) {
    step.put("method", "network");
    step.put("fit", framing.fit().toString());
    step.put("overlap", framing.overlap());
  }

  @Override
  public Optional<ModelBundle> bundle() {
    return Optional.of(bundle);
  }

  @Override
  public void close() {
    network.close();
  }
}
