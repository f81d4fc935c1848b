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
import dev.variegate.image.Image;
import dev.variegate.image.ReferenceImage;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * Paints images by networks that know one style each (Johnson et al., "Perceptual Losses for
 * Real-Time Style Transfer and Super-Resolution", ECCV 2016), or one for each of their labels
 * (Dumoulin et al., "A Learned Representation for Artistic Style", ICLR 2017): bundles of task
 * {@code translate}, of which each copy draws one.
 *
 * <p>The strength goes into a network that takes one. The image of any other is blended with its
 * source, {@code (1 - strength) source + strength painted}, so that strength 0 is the source
 * itself. Kept colors are given to the painted image before. Results have the source's size and
 * alpha, 8 bits, and the channels that the network makes; images that do not fit are {@link Framing
 * framed}.
 */
public final class FixedStyles implements ImageGenerator {

  private final List<Style> styles;
  private final List<Double> weights;
  private final List<Network> networks;
  private final StyleMixing mixing;

  /**
   * A bundle and how often it is drawn.
   *
   * @param weight above 0; a bundle with labels gives each of them an equal part
   */
  public record Weighted(ModelBundle bundle, double weight) {

    public Weighted {
      ReferenceImage.requireWeight(bundle.description().title(), weight);
    }
  }

  /** One style of one network. */
  private record Style(
      String name, double weight, ModelBundle bundle, Network network, int label, Framing framing) {

    boolean takesStrength() {
      return bundle.description().input(Strength.class).isPresent();
    }

    int channels() {
      return ((Pixels) bundle.description().input(Pixels.class).orElseThrow().meaning())
          .channels()
          .count();
    }

    TiledRuns runs(double strength) {
      var model = bundle.description();
      var described = model.network(NetworkRole.TRANSLATOR);
      return new TiledRuns(
          fitting(model, framing),
          model.batch(),
          new ImageNetwork(network, described, label, (float) strength));
    }
  }

  private FixedStyles(List<Style> styles, List<Network> networks, StyleMixing mixing) {
    this.styles = List.copyOf(styles);
    this.weights = styles.stream().map(Style::weight).toList();
    this.networks = List.copyOf(networks);
    this.mixing = mixing;
  }

  /**
   * Opens the networks of bundles, which are shared with all others of this JVM.
   *
   * @throws UnsupportedOperationException if a model does not translate
   * @throws IllegalArgumentException if styles are to be mixed, which such networks cannot, or a
   *     network cannot be framed so
   */
  public static FixedStyles open(
      List<Weighted> models, ComputeOptions compute, Framing framing, StyleMixing mixing) {
    models.forEach(model -> requireUse(model.bundle().description(), framing, mixing));
    var networks = new ArrayList<Network>();
    try {
      var styles = new ArrayList<Style>();
      for (var model : models) {
        var network = ModelCache.lease(model.bundle(), NetworkRole.TRANSLATOR, compute);
        networks.add(network);
        styles.addAll(styles(model, network, framing));
      }
      return new FixedStyles(styles, networks, mixing);
    } catch (RuntimeException | Error e) {
      networks.forEach(Network::close);
      throw e;
    }
  }

  /**
   * Refuses a model that cannot paint so, without opening its network.
   *
   * @throws UnsupportedOperationException if it does not translate
   * @throws IllegalArgumentException if styles are to be mixed, or it cannot be framed so
   */
  public static void requireUse(ModelDescription model, Framing framing, StyleMixing mixing) {
    Capability.TRANSLATE.requireOf(model);
    if (mixing.styles() > 1) {
      throw new IllegalArgumentException(
          "Number of styles per image is %d but must be 1 for models of fixed styles; take a model of task stylize to mix styles"
              .formatted(mixing.styles()));
    }
    fitting(model, framing);
  }

  /** How many styles a model knows: one, or one for each of its labels. */
  public static int known(ModelDescription model) {
    return model.input(Label.class).isPresent() ? model.labels().size() : 1;
  }

  private static FramingPlan fitting(ModelDescription model, Framing framing) {
    return FramingPlan.of(model, framing, FramingPlan.Misfit.RESIZED);
  }

  private static List<Style> styles(Weighted model, Network network, Framing framing) {
    var description = model.bundle().description();
    if (description.input(Label.class).isEmpty()) {
      return List.of(
          new Style(description.name(), model.weight(), model.bundle(), network, 0, framing));
    }
    var styles = new ArrayList<Style>();
    for (int label = 0; label < description.labels().size(); label++) {
      var name = description.name() + "/" + description.labels().get(label);
      double weight = model.weight() / description.labels().size();
      styles.add(new Style(name, weight, model.bundle(), network, label, framing));
    }
    return styles;
  }

  /** The batches of all networks together. */
  @Override
  public int batch() {
    return styles.stream()
        .map(Style::bundle)
        .distinct()
        .mapToInt(bundle -> bundle.description().batch())
        .sum();
  }

  @Override
  public List<Sample> make(List<ImageRequest> requests) {
    var samples = new Sample[requests.size()];
    try {
      var drawn = requests.stream().map(r -> StyleDraw.of(r, mixing, weights)).toList();
      var groups = new TreeMap<Group, List<Integer>>();
      for (int i = 0; i < drawn.size(); i++) {
        if (drawn.get(i).parts().isEmpty()) {
          samples[i] = StyledOutput.untouched(requests.get(i), mixing);
        } else {
          groups.computeIfAbsent(group(drawn.get(i)), group -> new ArrayList<>()).add(i);
        }
      }
      groups.forEach((group, members) -> paint(group, members, requests, drawn, samples));
      return List.of(samples);
    } catch (RuntimeException | Error e) {
      Arrays.stream(samples).filter(sample -> sample != null).forEach(Sample::close);
      throw e;
    }
  }

  /** What may share a run. */
  private record Group(int style, double strength) implements Comparable<Group> {
    @Override
    public int compareTo(Group other) {
      return style == other.style
          ? Double.compare(strength, other.strength)
          : Integer.compare(style, other.style);
    }
  }

  /** Whether the strength goes into the network, or into the blend afterwards. */
  private Group group(StyleDraw draw) {
    int style = draw.parts().get(0).style();
    return new Group(style, styles.get(style).takesStrength() ? draw.strength() : 1);
  }

  private void paint(
      Group group,
      List<Integer> members,
      List<ImageRequest> requests,
      List<StyleDraw> drawn,
      Sample[] samples) {
    var style = styles.get(group.style());
    var asked = members.stream().map(requests::get).toList();
    var strengths = members.stream().map(i -> drawn.get(i).strength()).toList();
    var painted =
        NetworkInput.with(
            asked,
            style.channels(),
            images ->
                style
                    .runs(group.strength())
                    .run(
                        images,
                        (i, made) ->
                            finished(
                                made,
                                asked.get(i).image(),
                                style.takesStrength() ? 1 : strengths.get(i))));
    for (int i = 0; i < asked.size(); i++) {
      samples[members.get(i)] =
          new Sample(painted.get(i), lineage(asked.get(i), style, strengths.get(i)));
    }
  }

  private Image finished(Image made, Image image, double amount) {
    try (var sized = StyledOutput.sized(made, image.size());
        var colored = StyledOutput.recolored(sized, image, mixing.colors());
        var blended = StyledOutput.blended(colored, image, amount)) {
      return NetworkColors.AS_MADE.leaving(blended, image);
    }
  }

  private Lineage lineage(ImageRequest request, Style style, double strength) {
    var taken = new StyleSteps.Taken(style.name(), 1, style.bundle().sha256());
    return LineageSteps.lineage(
        request,
        Lineage.STYLE_TRANSFER,
        new StyleSteps(List.of(taken), strength, mixing),
        style.bundle());
  }

  @Override
  public void close() {
    networks.forEach(Network::close);
  }
}
