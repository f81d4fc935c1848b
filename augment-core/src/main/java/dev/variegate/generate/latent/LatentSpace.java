package dev.variegate.generate.latent;

import dev.variegate.generate.Capability;
import dev.variegate.generate.framing.Fit;
import dev.variegate.generate.framing.Framing;
import dev.variegate.generate.framing.FramingPlan;
import dev.variegate.generate.framing.ImagePlacement;
import dev.variegate.image.Image;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelDescription;
import dev.variegate.model.TensorDescription;
import dev.variegate.model.TensorRole.Label;
import dev.variegate.model.TensorRole.Noise;
import dev.variegate.model.TensorRole.Pixels;
import dev.variegate.model.TensorRole.Truncation;
import dev.variegate.pixel.NetworkColors;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Takes images into the latent space of a model and back: a model of task {@code autoencode}, or
 * one of task {@code sample} that has an encoder.
 *
 * <p>Networks of one size get images scaled to it, and what is decoded is scaled back; those of
 * free size take each image whole, mirrored at its edges up to the multiples that they need, and
 * alone. What is decoded has 8 bits and the source's size; a gray source stays gray, and alpha
 * stays as it was. Every run has the bundle's batch, so that no neighbor changes a number.
 * Thread-safe.
 */
public final class LatentSpace implements AutoCloseable {

  private final ModelBundle bundle;
  private final LatentNetworks networks;
  private final FramingPlan fitting;
  private final int channels;

  private LatentSpace(ModelBundle bundle, LatentNetworks networks) {
    this.bundle = bundle;
    this.networks = networks;
    var image = networks.image();
    boolean free = image.shape().stream().skip(1).anyMatch(n -> n == TensorDescription.FREE);
    var framing = Framing.of(free ? Fit.NATIVE : Fit.RESIZE);
    this.fitting =
        new FramingPlan(bundle.description().title(), image, framing, FramingPlan.Misfit.RESIZED);
    this.channels = ((Pixels) image.meaning()).channels().count();
  }

  /**
   * Opens the space of a model; its networks are shared with all others of this JVM.
   *
   * @param label the class that encoder and generator are given, by name or index; "" where they
   *     take none
   * @throws UnsupportedOperationException if the model has no encoder
   * @throws IllegalArgumentException if a class is missing, unknown or not taken
   */
  public static LatentSpace open(ModelBundle bundle, ComputeOptions compute, String label) {
    requireUse(bundle.description(), label);
    var networks = LatentNetworks.open(bundle, compute, label);
    try {
      return new LatentSpace(bundle, networks);
    } catch (RuntimeException e) {
      networks.close();
      throw e;
    }
  }

  /**
   * Refuses what {@link #open} would, without opening the networks.
   *
   * @throws UnsupportedOperationException if the model has no encoder
   * @throws IllegalArgumentException if a class is missing, unknown or not taken
   */
  public static void requireUse(ModelDescription model, String label) {
    Capability.ENCODE.requireOf(model);
    model.networks().stream()
        .flatMap(network -> network.inputs().stream())
        .filter(input -> input.meaning() instanceof Noise || input.meaning() instanceof Truncation)
        .findFirst()
        .ifPresent(
            input -> {
              throw new UnsupportedOperationException(
                  "Model %s takes \"%s\" beside its latent, which an encoded image does not have; use it to sample new images"
                      .formatted(model.title(), input.name()));
            });
    boolean asks = model.networks().stream().anyMatch(of -> of.input(Label.class).isPresent());
    if (asks == label.isEmpty()) {
      throw new IllegalArgumentException(
          "Label is \"%s\" but model %s %s"
              .formatted(
                  label,
                  model.title(),
                  asks
                      ? "must be given one; name one of %s".formatted(model.labels())
                      : "takes none; leave it out"));
    }
    if (asks) {
      model.labelIndex(label);
    }
  }

  /** How many vectors the codebook has whose indices the latents are; empty for numbers. */
  OptionalInt codebook() {
    return networks.codebook();
  }

  ModelBundle bundle() {
    return bundle;
  }

  /** How many images fill whole runs. */
  public int batch() {
    return bundle.description().batch();
  }

  /**
   * The latent of each image, in order.
   *
   * @param images gray, RGB or RGBA, of any size that the model takes
   * @throws IllegalArgumentException if one is too small
   */
  public List<LatentCode> encode(List<Image> images) {
    var codes = new ArrayList<LatentCode>();
    for (int from = 0; from < images.size(); from = end(images, from)) {
      codes.addAll(encoded(images.subList(from, end(images, from))));
    }
    return codes;
  }

  /**
   * The image of each latent, in order; the caller closes them.
   *
   * @param likes for each latent the image whose size, channels and alpha the result gets
   */
  public List<Image> decode(List<LatentCode> codes, List<Image> likes) {
    var images = new ArrayList<Image>();
    try {
      for (int from = 0; from < likes.size(); from = end(likes, from)) {
        int to = end(likes, from);
        addDecoded(codes.subList(from, to), likes.subList(from, to), images);
      }
      return images;
    } catch (RuntimeException | Error e) {
      images.forEach(Image::close);
      throw e;
    }
  }

  /** Where the run ends that the image is in: those of free size run alone. */
  private int end(List<Image> images, int from) {
    return fitting.place(images.get(from).size()).alone()
        ? from + 1
        : Math.min(images.size(), from + batch());
  }

  private int rows(ImagePlacement place) {
    return place.alone() ? fitting.rowsAlone(batch()) : batch();
  }

  private List<LatentCode> encoded(List<Image> images) {
    var place = fitting.place(images.get(0).size());
    var fitted = new ArrayList<Image>();
    try {
      images.forEach(image -> fitted.add(fitted(image)));
      return networks.encode(fitted, place.tile(), rows(place));
    } finally {
      fitted.forEach(Image::close);
    }
  }

  private Image fitted(Image image) {
    try (var entering = NetworkColors.entering(image, channels)) {
      return fitting.place(image.size()).canvas(entering);
    }
  }

  private void addDecoded(List<LatentCode> codes, List<Image> likes, List<Image> images) {
    var made = networks.decode(codes, rows(fitting.place(likes.get(0).size())));
    for (int i = 0; i < codes.size(); i++) {
      try (var decoded = made.image(i);
          var whole = fittedBack(decoded, likes.get(i))) {
        images.add(NetworkColors.GRAY_STAYS.leaving(whole, likes.get(i)));
      }
    }
  }

  private Image fittedBack(Image decoded, Image like) {
    var place = fitting.place(like.size());
    if (!decoded.size().equals(place.tile())) {
      throw new IllegalArgumentException(
          "Model %s encodes images of %s and decodes them to %s but must give the same size; take another model"
              .formatted(bundle.description().title(), place.tile(), decoded.size()));
    }
    return place.result(decoded);
  }

  @Override
  public void close() {
    networks.close();
  }
}
