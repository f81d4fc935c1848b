package dev.variegate.generate.sample;

import dev.variegate.base.KebabCase;
import dev.variegate.generate.Capability;
import dev.variegate.generate.LineageSteps;
import dev.variegate.generate.SampleRequest;
import dev.variegate.generate.latent.LatentCode;
import dev.variegate.generate.latent.LatentTransformer;
import dev.variegate.lineage.Lineage;
import dev.variegate.lineage.Sample;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelDescription;
import dev.variegate.model.Task;
import dev.variegate.model.TensorRole.Latent;
import dev.variegate.model.TensorRole.Truncation;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Makes new images with a model of task {@code sample}: {@code x = G(z)}, or {@code x = G(z, y)} of
 * asked classes; z a latent vector, y the index of the class. The generator of a GAN, the decoder
 * of a VAE.
 *
 * <p>A request alone fixes its image, bit for bit: z is drawn by its key, and every run of the
 * network has the bundle's batch, filled up where requests are few. Images are 8-bit, gray or RGB.
 */
public final class LatentSampler implements Sampler {

  private static final String LATENT = "latent";

  private final ModelBundle bundle;
  private final LatentGenerator generator;
  private final LatentDraw draw;
  private final LatentSource source;

  private LatentSampler(ModelBundle bundle, LatentDraw draw, LatentGenerator generator) {
    this.bundle = bundle;
    this.generator = generator;
    this.draw = draw;
    this.source = source(draw.truncation());
  }

  /**
   * Opens the sampler of a bundle; its network is shared with all others of this JVM.
   *
   * @param threads cores that one run may use; 1 for the same bits everywhere
   * @throws UnsupportedOperationException if the model makes no new images
   */
  public static LatentSampler open(ModelBundle bundle, int threads) {
    return open(bundle, ComputeOptions.threads(threads));
  }

  /** Opens the sampler of a bundle that draws as the bundle states. */
  public static LatentSampler open(ModelBundle bundle, ComputeOptions compute) {
    return open(bundle, compute, LatentDraw.DEFAULT);
  }

  /**
   * Opens the sampler of a bundle that draws in its own way.
   *
   * @throws UnsupportedOperationException if the model makes no new images
   * @throws IllegalArgumentException if the latent's distribution cannot be truncated, or a
   *     direction is of another model
   */
  public static LatentSampler open(ModelBundle bundle, ComputeOptions compute, LatentDraw draw) {
    requireUse(bundle, draw);
    var generator = LatentGenerator.open(bundle, compute);
    try {
      return new LatentSampler(bundle, draw, generator);
    } catch (RuntimeException e) {
      generator.close();
      throw e;
    }
  }

  /** Refuses what {@link #open} would, without opening the network. */
  public static void requireUse(ModelBundle bundle, LatentDraw draw) {
    var model = bundle.description();
    Capability.SAMPLE.requireOf(model);
    if (model.task() != Task.SAMPLE) {
      throw new UnsupportedOperationException(
          "Model %s is of task \"%s\" but must be of \"sample\" for a truncation or a change of latents; leave both out"
              .formatted(model.title(), KebabCase.kebab(model.task())));
    }
    LatentTransformer.requireUse(bundle, draw.edit());
    var latent = (Latent) model.input(Latent.class).orElseThrow().meaning();
    if (model.input(Truncation.class).isEmpty()) {
      draw.truncation().ifPresent(cut -> LatentSource.truncated(latent, cut));
    }
  }

  /** A network that takes the truncation does the rest itself. */
  private LatentSource source(OptionalDouble asked) {
    var latent = (Latent) generator.latent().meaning();
    return new LatentSource(
        asked.isPresent() && !generator.takesTruncation()
            ? LatentSource.truncated(latent, asked.getAsDouble())
            : latent,
        generator.latentSize());
  }

  @Override
  public ModelDescription model() {
    return bundle.description();
  }

  @Override
  public List<Sample> sample(List<SampleRequest> requests) {
    return sample(requests, source, draw);
  }

  /** The latents that the requests draw, in order, without making their images. */
  public List<LatentCode> codes(List<SampleRequest> requests) {
    return LatentDraw.codes(numbers(requests, source, draw), generator.latent());
  }

  @Override
  public Sample replay(Lineage lineage) {
    SampleSteps.requireOf(bundle, lineage);
    var asked = new LatentDraw(SampleSteps.number(lineage, SampleSteps.TRUNCATION), draw.edit());
    var request = new SampleRequest(lineage.draw(), SampleSteps.label(lineage));
    var steps = lineage(request, asked).ownSteps();
    if (!steps.equals(lineage.ownSteps())) {
      throw new IllegalArgumentException(
          "Lineage has the steps \"%s\", but this sampler would make \"%s\"; open it with the same change of latents"
              .formatted(lineage.ownSteps(), steps));
    }
    return sample(List.of(request), source(asked.truncation()), asked).get(0);
  }

  private List<float[]> numbers(List<SampleRequest> requests, LatentSource drawn, LatentDraw how) {
    return requests.stream()
        .map(request -> how.numbers(request, drawn, generator.latent()))
        .toList();
  }

  private List<Sample> sample(List<SampleRequest> requests, LatentSource drawn, LatentDraw how) {
    var latents = numbers(requests, drawn, how);
    var starts = new ArrayList<LatentGenerator.Start>();
    for (int i = 0; i < requests.size(); i++) {
      var request = requests.get(i);
      starts.add(
          new LatentGenerator.Start(latents.get(i), request.label(), LatentDraw.noise(request)));
    }
    var images = generator.images(starts, how.truncation());
    var samples = new ArrayList<Sample>();
    for (int i = 0; i < images.size(); i++) {
      samples.add(new Sample(images.get(i), lineage(requests.get(i), how)));
    }
    return samples;
  }

  private Lineage lineage(SampleRequest request, LatentDraw how) {
    return LineageSteps.lineage(
        request,
        step -> {
          SampleSteps.note(step, generator.labelName(request.label()));
          how.truncation().ifPresent(value -> step.put(SampleSteps.TRUNCATION, value));
          if (how.edits()) {
            LatentTransformer.note(step.putObject(LATENT), how.edit(), how.amount(request));
          }
        },
        bundle);
  }

  @Override
  public void close() {
    generator.close();
  }
}
