package dev.variegate.generate.style;

import dev.variegate.generate.Capability;
import dev.variegate.generate.ImageGenerator;
import dev.variegate.generate.ImageRequest;
import dev.variegate.generate.LineageSteps;
import dev.variegate.generate.framing.FramingPlan;
import dev.variegate.generate.framing.TileNetwork;
import dev.variegate.generate.framing.TiledRuns;
import dev.variegate.image.Image;
import dev.variegate.image.ReferenceImage;
import dev.variegate.lineage.Lineage;
import dev.variegate.lineage.Sample;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.pixel.NetworkColors;
import java.util.ArrayList;
import java.util.List;

/**
 * Paints images in the style of any others, by a bundle of task {@code stylize}: an encoder, and a
 * decoder of content and style (Huang and Belongie, "Arbitrary Style Transfer in Real-Time with
 * Adaptive Instance Normalization", ICCV 2017).
 *
 * <p>The style is that of the request's companion, or else of images drawn from a list, mixed as
 * {@link FeatureMap} says. At strength 0 the result is what the networks make of the content alone,
 * which is close to it; a copy that is not to be painted is the image itself. Results have the
 * source's size and alpha, 8 bits, and the channels that the decoder makes.
 *
 * <p>Colors kept by {@link ColorPreservationMode#HISTOGRAM} are given to the style before it is
 * encoded, for each image again; otherwise each style is encoded once in a JVM, as long as the last
 * ones take no more than 64 MiB together.
 */
public final class ArbitraryStyle implements ImageGenerator {

  private final ModelBundle bundle;
  private final StyleNetworks network;
  private final FramingPlan fitting;
  private final StyleFraming framing;
  private final StyleMixing mixing;
  private final List<ReferenceImage> styles;
  private final List<Double> weights;
  private final StyleEncoder encoder;

  private ArbitraryStyle(
      ModelBundle bundle,
      ComputeOptions compute,
      StyleNetworks network,
      StyleFraming framing,
      StyleMixing mixing,
      List<ReferenceImage> styles) {
    this.bundle = bundle;
    this.network = network;
    this.framing = framing;
    this.mixing = mixing;
    this.styles = List.copyOf(styles);
    this.weights = styles.stream().map(ReferenceImage::weight).toList();
    this.encoder =
        new StyleEncoder(bundle.sha256() + " " + compute, network, framing, mixing.colors());
    this.fitting =
        new FramingPlan(
            bundle.description().title(),
            network.image(),
            framing.framing(network),
            FramingPlan.Misfit.RESIZED);
  }

  /**
   * Opens the two networks of a bundle, which are shared with all others of this JVM.
   *
   * @param styles to draw from; may be empty where each request brings its own
   * @throws UnsupportedOperationException if the model does not stylize
   * @throws IllegalArgumentException if there are fewer styles than each copy mixes
   */
  public static ArbitraryStyle open(
      ModelBundle bundle,
      ComputeOptions compute,
      StyleFraming framing,
      StyleMixing mixing,
      List<ReferenceImage> styles) {
    Capability.STYLIZE.requireOf(bundle.description());
    mixing.requireNoMoreThan(Math.max(1, styles.size()));
    var network = StyleNetworks.open(bundle, compute);
    try {
      return new ArbitraryStyle(bundle, compute, network, framing, mixing, styles);
    } catch (RuntimeException | Error e) {
      network.close();
      throw e;
    }
  }

  /** One: each image runs by itself, at its own size and strength. */
  @Override
  public int batch() {
    return 1;
  }

  @Override
  public List<Sample> make(List<ImageRequest> requests) {
    var samples = new ArrayList<Sample>();
    try {
      for (var request : requests) {
        samples.add(make(request));
      }
      return samples;
    } catch (RuntimeException | Error e) {
      samples.forEach(Sample::close);
      throw e;
    }
  }

  private Sample make(ImageRequest request) {
    var draw = draw(request);
    if (draw.parts().isEmpty()) {
      return StyledOutput.untouched(request, mixing);
    }
    var taken = new ArrayList<StyleSteps.Taken>();
    var parts = new ArrayList<FeatureMap.Part>();
    for (var part : draw.parts()) {
      var style = style(request, part.style());
      taken.add(new StyleSteps.Taken(name(request, part.style()), part.fraction(), style.sha256()));
      parts.add(new FeatureMap.Part(style.features(), part.fraction()));
    }
    var steps = new StyleSteps(taken, draw.strength(), mixing);
    return new Sample(
        painted(request.image(), FeatureMap.mixed(parts), draw.strength()),
        LineageSteps.lineage(request, Lineage.STYLE_TRANSFER, steps, bundle));
  }

  private StyleDraw draw(ImageRequest request) {
    if (request.companion().isPresent()) {
      return StyleDraw.of(request, mixing.withStyles(1), List.of(1.0));
    }
    if (styles.isEmpty()) {
      throw new IllegalArgumentException(
          "Image comes without a style, and none is given for all; fill the column of styles, or name images to draw from");
    }
    return StyleDraw.of(request, mixing, weights);
  }

  private StyleEncoder.Encoded style(ImageRequest request, int place) {
    return request
        .companion()
        .map(style -> encoder.brought(style, request.image()))
        .orElseGet(() -> encoder.listed(styles.get(place), place, request.image()));
  }

  private String name(ImageRequest request, int place) {
    return request.companion().isPresent() ? "companion" : styles.get(place).name();
  }

  private Image painted(Image image, FeatureMap style, double strength) {
    TileNetwork paint =
        (tiles, size, rows) -> {
          var content = network.encode(tiles.get(0).get(0));
          return List.of(network.paint(content, style, strength, size));
        };
    try (var whole = NetworkColors.entering(image, network.pixels().channels().count());
        var content = StyledOutput.sized(whole, framing.painted(whole.size()))) {
      return new TiledRuns(fitting, 1, paint)
          .run(List.of(List.of(content)), (i, made) -> finished(made, image))
          .get(0);
    }
  }

  private Image finished(Image made, Image image) {
    // Histograms were matched before the style was encoded.
    var colors =
        mixing.colors() == ColorPreservationMode.HISTOGRAM
            ? ColorPreservationMode.NONE
            : mixing.colors();
    try (var sized = StyledOutput.sized(made, image.size());
        var colored = StyledOutput.recolored(sized, image, colors)) {
      return NetworkColors.AS_MADE.leaving(colored, image);
    }
  }

  @Override
  public void close() {
    network.close();
  }
}
