package dev.variegate.generate.style;

import dev.variegate.generate.Capability;
import dev.variegate.generate.ImageGenerator;
import dev.variegate.generate.ImageRequest;
import dev.variegate.generate.LineageSteps;
import dev.variegate.generate.framing.Framing;
import dev.variegate.generate.framing.FramingPlan;
import dev.variegate.generate.framing.ImageNetwork;
import dev.variegate.generate.framing.NetworkInput;
import dev.variegate.generate.framing.TiledRuns;
import dev.variegate.lineage.Lineage;
import dev.variegate.lineage.Sample;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelCache;
import dev.variegate.model.ModelDescription;
import dev.variegate.model.Network;
import dev.variegate.model.NetworkRole;
import dev.variegate.model.TensorRole.Label;
import dev.variegate.model.TensorRole.Pixels;
import dev.variegate.model.TensorRole.Strength;
import dev.variegate.pixel.NetworkColors;
import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Redraws images by a network of task {@code translate}: one fixed style, or another domain
 * (Johnson et al., "Perceptual Losses for Real-Time Style Transfer", 2016; Zhu et al., CycleGAN,
 * 2017).
 *
 * <p>The result has the source's size, or that times the network's factor; 8-bit, with the channels
 * that the network makes and the alpha of the source, see {@link NetworkColors#AS_MADE}. Images
 * that do not fit are {@link Framing framed}.
 */
public final class Translator implements ImageGenerator {

  private final ModelBundle bundle;
  private final Network network;
  private final Settings settings;
  private final TiledRuns runs;
  private final int channels;

  /**
   * What is asked of the network.
   *
   * @param framing how images are made to fit
   * @param label the class asked for, by name or index; "" where the network takes none
   * @param strength of the change, 0..1; 1 where the network takes none
   */
  public record Settings(Framing framing, String label, double strength) implements Serializable {

    /** The whole change, of networks without classes. */
    public static final Settings DEFAULT = new Settings(Framing.AUTO, "", 1);

    public Settings {
      if (!(strength >= 0 && strength <= 1)) {
        throw new IllegalArgumentException(
            "Strength is %s but must stay within [0.0, 1.0]; 1 asks for the whole change"
                .formatted(strength));
      }
    }
  }

  private Translator(ModelBundle bundle, Network network, Settings settings) {
    var model = bundle.description();
    var described = model.network(NetworkRole.TRANSLATOR);
    var image = described.input(Pixels.class).orElseThrow();
    var translation =
        new ImageNetwork(network, described, label(model, settings), (float) settings.strength());
    this.bundle = bundle;
    this.network = network;
    this.settings = settings;
    this.runs = new TiledRuns(fitting(model, settings.framing()), model.batch(), translation);
    this.channels = ((Pixels) image.meaning()).channels().count();
  }

  /**
   * Opens the translator of a bundle; its network is shared with all others of this JVM.
   *
   * @throws UnsupportedOperationException if the model is not a translator
   * @throws IllegalArgumentException if it cannot do what the settings ask
   */
  public static Translator open(ModelBundle bundle, ComputeOptions compute, Settings settings) {
    requireUse(bundle.description(), settings);
    var network = ModelCache.lease(bundle, NetworkRole.TRANSLATOR, compute);
    try {
      return new Translator(bundle, network, settings);
    } catch (RuntimeException | Error e) {
      network.close();
      throw e;
    }
  }

  /**
   * Refuses a model that cannot do what the settings ask, before its network is opened.
   *
   * @throws UnsupportedOperationException if it is not a translator
   * @throws IllegalArgumentException naming what it cannot do
   */
  public static void requireUse(ModelDescription model, Settings settings) {
    Capability.TRANSLATE.requireOf(model);
    if (model.input(Label.class).isPresent() == settings.label().isEmpty()) {
      throw new IllegalArgumentException(
          "Label is \"%s\" but model %s %s; %s"
              .formatted(
                  settings.label(),
                  model.title(),
                  settings.label().isEmpty() ? "asks for one" : "takes none",
                  settings.label().isEmpty()
                      ? "name one of %s".formatted(model.labels())
                      : "leave it out"));
    }
    if (model.input(Strength.class).isEmpty() && settings.strength() != 1) {
      throw new IllegalArgumentException(
          "Strength is %s but model %s takes none; leave it out, or take a model with an input of meaning \"strength\""
              .formatted(settings.strength(), model.title()));
    }
    label(model, settings);
    fitting(model, settings.framing());
  }

  private static FramingPlan fitting(ModelDescription model, Framing framing) {
    return FramingPlan.of(model, framing, FramingPlan.Misfit.RESIZED);
  }

  private static int label(ModelDescription model, Settings settings) {
    return settings.label().isEmpty() ? 0 : model.labelIndex(settings.label());
  }

  @Override
  public int batch() {
    return bundle.description().batch();
  }

  @Override
  public List<Sample> make(List<ImageRequest> requests) {
    var made =
        NetworkInput.with(
            requests,
            channels,
            images ->
                runs.run(
                    images,
                    (i, result) -> NetworkColors.AS_MADE.leaving(result, requests.get(i).image())));
    return IntStream.range(0, made.size())
        .mapToObj(i -> new Sample(made.get(i), lineage(requests.get(i))))
        .toList();
  }

  private Lineage lineage(ImageRequest request) {
    return LineageSteps.lineage(
        request,
        Lineage.IMAGE_TRANSLATE,
        step -> {
          step.put("fit", settings.framing().fit().toString());
          step.put("overlap", settings.framing().overlap());
          if (!settings.label().isEmpty()) {
            step.put("label", settings.label());
          }
          if (bundle.description().input(Strength.class).isPresent()) {
            step.put("strength", settings.strength());
          }
        },
        bundle);
  }

  @Override
  public void close() {
    network.close();
  }
}
