package dev.variegate.generate.latent;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.variegate.base.Sha256;
import dev.variegate.generate.ImageGenerator;
import dev.variegate.generate.ImageRequest;
import dev.variegate.generate.LineageSteps;
import dev.variegate.image.Image;
import dev.variegate.image.UnitFloats;
import dev.variegate.lineage.Lineage;
import dev.variegate.lineage.Sample;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.TensorRole.Codes;
import dev.variegate.pixel.Resampling;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Edits images in latent space: encoded, edited and decoded, as {@link LatentSpace} says.
 *
 * <p>The amount is drawn for each copy at place 0 of its stream, the noise at place 1. A companion
 * is the partner of an interpolation; where sizes matter it is scaled to the image's.
 */
public final class LatentTransformer implements ImageGenerator {

  private static final int AMOUNT = 0;
  private static final int NOISE = 1;

  private final LatentSpace space;
  private final LatentEdit edit;

  private LatentTransformer(LatentSpace space, LatentEdit edit) {
    this.space = space;
    this.edit = edit;
  }

  /**
   * Opens a model for one edit; its networks are shared with all others of this JVM.
   *
   * @param label the class that the model is given; "" where it takes none
   * @throws UnsupportedOperationException if the model has no encoder
   * @throws IllegalArgumentException if the edit is along a direction of another model, or none
   *     that its latents can have
   */
  public static LatentTransformer open(
      ModelBundle bundle, ComputeOptions compute, String label, LatentEdit edit) {
    requireUse(bundle, edit);
    return new LatentTransformer(LatentSpace.open(bundle, compute, label), edit);
  }

  /**
   * Refuses an edit that the latents of a model cannot have, such as along a direction of another
   * model.
   *
   * @throws IllegalArgumentException naming both
   */
  public static void requireUse(ModelBundle bundle, LatentEdit edit) {
    if (bundle.description().input(Codes.class).isPresent()) {
      CodebookEdits.require(bundle.description().title(), edit);
    }
    if (edit instanceof LatentEdit.Edit along
        && !along.direction().modelSha256().equals(bundle.sha256())) {
      throw new IllegalArgumentException(
          "Direction \"%s\" is of the model with SHA-256 %s, this is %s with %s; find it with this model"
              .formatted(
                  along.direction().name(),
                  along.direction().modelSha256(),
                  bundle.description().title(),
                  bundle.sha256()));
    }
  }

  @Override
  public int batch() {
    return space.batch();
  }

  @Override
  public List<Sample> make(List<ImageRequest> requests) {
    var sources = requests.stream().map(ImageRequest::image).toList();
    var own = space.encode(sources);
    var partners = partners(requests);
    var codes = new ArrayList<LatentCode>();
    for (int i = 0; i < requests.size(); i++) {
      var request = requests.get(i);
      codes.add(edited(own.get(i), partners.get(i), request));
    }
    var images = space.decode(codes, sources);
    var samples = new ArrayList<Sample>();
    for (int i = 0; i < requests.size(); i++) {
      samples.add(new Sample(images.get(i), lineage(requests.get(i))));
    }
    return samples;
  }

  private LatentCode edited(LatentCode own, Optional<LatentCode> partner, ImageRequest request) {
    double amount = amount(request);
    var noise = random(request, NOISE);
    var codebook = space.codebook();
    return codebook.isPresent()
        ? CodebookEdits.apply(edit, own, partner, amount, noise, codebook.getAsInt())
        : edit.apply(own, partner, amount, noise);
  }

  private List<Optional<LatentCode>> partners(List<ImageRequest> requests) {
    var partners = new ArrayList<Optional<LatentCode>>();
    var sized = new ArrayList<Image>();
    try {
      for (var request : requests) {
        request.companion().ifPresent(other -> sized.add(sized(other, request.image())));
      }
      var codes = space.encode(sized).iterator();
      requests.forEach(request -> partners.add(request.companion().map(other -> codes.next())));
      return partners;
    } finally {
      sized.forEach(Image::close);
    }
  }

  private static Image sized(Image other, Image image) {
    return other.size().equals(image.size())
        ? other.copy()
        : Resampling.BICUBIC.resample(other, image.size());
  }

  private double amount(ImageRequest request) {
    return edit.amount().draw(random(request, AMOUNT));
  }

  private static RandomGenerator random(ImageRequest request, int place) {
    return request.draw().generator(place);
  }

  private Lineage lineage(ImageRequest request) {
    return LineageSteps.lineage(
        request,
        Lineage.LATENT,
        step -> {
          note(step, edit, amount(request));
          if (space.codebook().isPresent()) {
            step.remove("interpolation"); // codes are exchanged, on no way from one to the other
          }
          request.companion().ifPresent(other -> step.put("partnerSamplesSha256", hash(other)));
        },
        space.bundle());
  }

  /** Writes an edit with its amount into a step of a lineage. */
  public static void note(ObjectNode step, LatentEdit edit, double amount) {
    step.put("operation", edit.word());
    if (!(edit instanceof LatentEdit.Reconstruct)) {
      step.put("amount", amount);
    }
    if (edit instanceof LatentEdit.Interpolate between) {
      step.put("interpolation", between.interpolation().toString());
    }
    if (edit instanceof LatentEdit.Edit along) {
      step.put("direction", along.direction().name());
      step.put("directionSha256", Sha256.hex(along.direction().json().getBytes(UTF_8)));
    }
  }

  /** Of the samples as floats from 0 to 1, big endian, row by row. */
  private static String hash(Image image) {
    var fractions = UnitFloats.of(image);
    var bytes = ByteBuffer.allocate(fractions.length * Float.BYTES);
    bytes.asFloatBuffer().put(fractions);
    return Sha256.hex(bytes.array());
  }

  @Override
  public void close() {
    space.close();
  }
}
