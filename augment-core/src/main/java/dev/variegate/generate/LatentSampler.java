package dev.variegate.generate;

import dev.variegate.model.Compute;
import dev.variegate.model.Meaning.Latent;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelDescription;
import dev.variegate.policy.Lineage;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Makes new pictures with a model of task {@code sample}: {@code x = G(z)}, or {@code x = G(z, y)}
 * of asked classes; z a latent vector, y the index of the class. The generator of a GAN, the
 * decoder of a VAE.
 *
 * <p>A request alone fixes its picture, bit for bit: z is drawn by its key, and every run of the
 * network has the bundle's batch, filled up where requests are few. Pictures are 8-bit, grey or
 * RGB.
 */
public final class LatentSampler implements Sampler {

  private final ModelBundle bundle;
  private final LatentGenerator generator;
  private final OptionalDouble truncation;
  private final LatentSource source;

  private LatentSampler(ModelBundle bundle, OptionalDouble truncation, LatentGenerator generator) {
    this.bundle = bundle;
    this.generator = generator;
    this.truncation = truncation;
    this.source = source(truncation);
  }

  /**
   * Opens the sampler of a bundle; its network is shared with all others of this JVM.
   *
   * @param threads cores that one run may use; 1 for the same bits everywhere
   * @throws UnsupportedOperationException if the model makes no new pictures
   */
  public static LatentSampler open(ModelBundle bundle, int threads) {
    return open(bundle, Compute.threads(threads));
  }

  /** Opens the sampler of a bundle, with the truncation that the bundle states. */
  public static LatentSampler open(ModelBundle bundle, Compute compute) {
    return open(bundle, compute, OptionalDouble.empty());
  }

  /**
   * Opens the sampler of a bundle with a truncation of one's own.
   *
   * @param truncation numbers of z beyond it (before the bundle's scale) are drawn again, 0.1 or
   *     more; lower gives more typical and less varied pictures (Brock et al., "Large Scale GAN
   *     Training for High Fidelity Natural Image Synthesis", section 3.1). Empty: what the bundle
   *     states
   * @throws UnsupportedOperationException if the model makes no new pictures
   * @throws IllegalArgumentException if the latent's distribution cannot be truncated
   */
  public static LatentSampler open(ModelBundle bundle, Compute compute, OptionalDouble truncation) {
    Capability.SAMPLE.requireOf(bundle.description());
    var generator = LatentGenerator.open(bundle, compute);
    try {
      return new LatentSampler(bundle, truncation, generator);
    } catch (RuntimeException e) {
      generator.close();
      throw e;
    }
  }

  private LatentSource source(OptionalDouble asked) {
    var described = generator.latent();
    var latent = (Latent) described.meaning();
    return new LatentSource(
        asked.isPresent() ? LatentSource.truncated(latent, asked.getAsDouble()) : latent,
        generator.latentSize());
  }

  @Override
  public ModelDescription model() {
    return bundle.description();
  }

  @Override
  public List<Sample> sample(List<SampleRequest> requests) {
    return sample(requests, source, truncation);
  }

  @Override
  public Sample replay(Lineage lineage) {
    SampleSteps.requireOf(bundle, lineage);
    var asked = SampleSteps.number(lineage, SampleSteps.TRUNCATION);
    var request =
        new SampleRequest(
            lineage.sourceKey(), lineage.copy(), lineage.seed(), SampleSteps.label(lineage));
    return sample(List.of(request), source(asked), asked).get(0);
  }

  private List<Sample> sample(
      List<SampleRequest> requests, LatentSource drawn, OptionalDouble cut) {
    var labels = requests.stream().map(SampleRequest::label).toList();
    var vectors = requests.stream().map(drawn::draw).toList();
    var images = generator.images(vectors, labels);
    var samples = new ArrayList<Sample>();
    for (int i = 0; i < images.size(); i++) {
      samples.add(new Sample(images.get(i), lineage(requests.get(i), cut)));
    }
    return samples;
  }

  private Lineage lineage(SampleRequest request, OptionalDouble cut) {
    var step = SampleSteps.step(generator.labelName(request.label()));
    cut.ifPresent(value -> step.put(SampleSteps.TRUNCATION, value));
    return SampleSteps.lineage(bundle, request, step);
  }

  @Override
  public void close() {
    generator.close();
  }
}
