package dev.variegate.generate;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.variegate.generate.latent.LatentChange;
import dev.variegate.generate.latent.LatentCode;
import dev.variegate.image.Image;
import dev.variegate.image.Sha256;
import dev.variegate.image.Shares;
import dev.variegate.model.Compute;
import dev.variegate.model.ModelBundle;
import dev.variegate.op.Resampling;
import dev.variegate.policy.Lineage;
import dev.variegate.policy.Sample;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Remakes pictures by a change of their latents: encoded, changed, decoded, as {@link LatentSpace}
 * says.
 *
 * <p>The amount is drawn for each copy at place 0 of its stream, the noise at place 1. A companion
 * is the partner of an interpolation; where sizes matter it is scaled to the picture's.
 */
public final class LatentRemaker implements PictureGenerator {

  private static final int AMOUNT = 0;
  private static final int NOISE = 1;

  private final LatentSpace space;
  private final LatentChange change;

  private LatentRemaker(LatentSpace space, LatentChange change) {
    this.space = space;
    this.change = change;
  }

  /**
   * Opens a model for one change; its networks are shared with all others of this JVM.
   *
   * @param label the class that the model is told; "" where it takes none
   * @throws UnsupportedOperationException if the model has no encoder
   * @throws IllegalArgumentException if the change is along a direction of another model
   */
  public static LatentRemaker open(
      ModelBundle bundle, Compute compute, String label, LatentChange change) {
    requireOwn(bundle, change);
    return new LatentRemaker(LatentSpace.open(bundle, compute, label), change);
  }

  /**
   * Refuses a change along a direction of another model.
   *
   * @throws IllegalArgumentException naming both
   */
  public static void requireOwn(ModelBundle bundle, LatentChange change) {
    if (change instanceof LatentChange.Edit edit
        && !edit.direction().modelSha256().equals(bundle.sha256())) {
      throw new IllegalArgumentException(
          "Direction \"%s\" is of the model with SHA-256 %s, this is %s with %s; find it with this model"
              .formatted(
                  edit.direction().name(),
                  edit.direction().modelSha256(),
                  bundle.description().title(),
                  bundle.sha256()));
    }
  }

  @Override
  public int batch() {
    return space.batch();
  }

  @Override
  public List<Sample> make(List<PictureRequest> requests) {
    var pictures = requests.stream().map(PictureRequest::picture).toList();
    var own = space.encode(pictures);
    var partners = partners(requests);
    var codes = new ArrayList<LatentCode>();
    for (int i = 0; i < requests.size(); i++) {
      var request = requests.get(i);
      codes.add(change.apply(own.get(i), partners.get(i), amount(request), random(request, NOISE)));
    }
    var images = space.decode(codes, pictures);
    var samples = new ArrayList<Sample>();
    for (int i = 0; i < requests.size(); i++) {
      samples.add(new Sample(images.get(i), lineage(requests.get(i))));
    }
    return samples;
  }

  private List<Optional<LatentCode>> partners(List<PictureRequest> requests) {
    var partners = new ArrayList<Optional<LatentCode>>();
    var sized = new ArrayList<Image>();
    try {
      for (var request : requests) {
        request.companion().ifPresent(other -> sized.add(sized(other, request.picture())));
      }
      var codes = space.encode(sized).iterator();
      requests.forEach(request -> partners.add(request.companion().map(other -> codes.next())));
      return partners;
    } finally {
      sized.forEach(Image::close);
    }
  }

  private static Image sized(Image other, Image picture) {
    return other.size().equals(picture.size())
        ? other.copy()
        : Resampling.BICUBIC.resample(other, picture.size());
  }

  private double amount(PictureRequest request) {
    return change.amount().draw(random(request, AMOUNT));
  }

  private static RandomGenerator random(PictureRequest request, int place) {
    return request.draw().generator(place);
  }

  private Lineage lineage(PictureRequest request) {
    return LineageSteps.lineage(
        request,
        Lineage.LATENT,
        step -> {
          note(step, change, amount(request));
          request.companion().ifPresent(other -> step.put("partnerSamplesSha256", hash(other)));
        },
        space.bundle());
  }

  /** Writes a change with its amount into a step of a lineage. */
  static void note(ObjectNode step, LatentChange change, double amount) {
    step.put("change", change.word());
    if (!(change instanceof LatentChange.Reconstruct)) {
      step.put("amount", amount);
    }
    if (change instanceof LatentChange.Interpolate way) {
      step.put("course", way.course().toString());
    }
    if (change instanceof LatentChange.Edit edit) {
      step.put("direction", edit.direction().name());
      step.put("directionSha256", Sha256.hex(edit.direction().json().getBytes(UTF_8)));
    }
  }

  /** Of the samples as floats from 0 to 1, big endian, row by row. */
  private static String hash(Image image) {
    var shares = Shares.of(image);
    var bytes = ByteBuffer.allocate(shares.length * Float.BYTES);
    bytes.asFloatBuffer().put(shares);
    return Sha256.hex(bytes.array());
  }

  @Override
  public void close() {
    space.close();
  }
}
