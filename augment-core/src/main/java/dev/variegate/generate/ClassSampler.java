package dev.variegate.generate;

import dev.variegate.model.ImageTensors;
import dev.variegate.model.Meaning.Label;
import dev.variegate.model.Meaning.Latent;
import dev.variegate.model.Meaning.Pixels;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelCache;
import dev.variegate.model.ModelDescription;
import dev.variegate.model.Network;
import dev.variegate.model.Tensor;
import dev.variegate.model.TensorDescription;
import dev.variegate.policy.Lineage;
import dev.variegate.policy.Software;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes new pictures of asked classes: {@code x = G(z, y)}, z a latent vector, y the index of the
 * class.
 *
 * <p>A request alone fixes its picture, bit for bit: z is drawn by its key, and every run of the
 * network has the bundle's batch, filled up where requests are few. Pictures are 8-bit, grey or
 * RGB.
 */
public final class ClassSampler implements Generator {

  private final ModelBundle bundle;
  private final Network network;
  private final TensorDescription latent;
  private final TensorDescription label;
  private final TensorDescription image;
  private final LatentSource source;
  private final ImageTensors pictures;

  private ClassSampler(ModelBundle bundle, Network network) {
    var model = bundle.description();
    this.bundle = bundle;
    this.network = network;
    this.latent = model.input(Latent.class).orElseThrow();
    this.label = model.input(Label.class).orElseThrow();
    this.image = model.output(Pixels.class).orElseThrow();
    this.source =
        new LatentSource((Latent) latent.meaning(), Math.toIntExact(latent.shape().get(1)));
    this.pictures = new ImageTensors(image, model.batch());
  }

  /**
   * Opens the sampler of a bundle; its network is shared with all others of this JVM.
   *
   * @param threads cores that one run may use; 1 for the same bits everywhere
   * @throws UnsupportedOperationException if the model is no sampler or takes no label
   */
  public static ClassSampler open(ModelBundle bundle, int threads) {
    Capability.SAMPLE.requireOf(bundle.description());
    Capability.CONDITION_ON_LABEL.requireOf(bundle.description());
    return new ClassSampler(bundle, ModelCache.lease(bundle, threads));
  }

  @Override
  public ModelDescription model() {
    return bundle.description();
  }

  /**
   * One picture for each request, in order; the caller closes them. The network runs in batches of
   * {@code model().batch()}, so a multiple of it wastes nothing.
   *
   * @throws IllegalArgumentException if a class is unknown, before anything is computed
   */
  public List<Sample> sample(List<SampleRequest> requests) {
    var classes = requests.stream().map(request -> model().labelIndex(request.label())).toList();
    var samples = new ArrayList<Sample>();
    try {
      for (int from = 0; from < requests.size(); from += model().batch()) {
        int to = Math.min(requests.size(), from + model().batch());
        addBatch(requests.subList(from, to), classes.subList(from, to), samples);
      }
      return samples;
    } catch (RuntimeException | Error e) {
      samples.forEach(Sample::close);
      throw e;
    }
  }

  /**
   * Makes the picture of a lineage again; the same bits on the same software.
   *
   * @throws IllegalArgumentException if the lineage is not of a sample, or of another model
   */
  public Sample replay(Lineage lineage) {
    if (!lineage.method().equals(Lineage.SAMPLE)) {
      throw new IllegalArgumentException(
          "Lineage is of method \"%s\", must be \"%s\"; replay it with what made it"
              .formatted(lineage.method(), Lineage.SAMPLE));
    }
    if (!lineage.modelSha256().equals(bundle.sha256())) {
      throw new IllegalArgumentException(
          "Lineage is of model %s %s with SHA-256 %s, this is %s with %s; open the bundle it was made by"
              .formatted(
                  lineage.model(),
                  lineage.modelVersion(),
                  lineage.modelSha256(),
                  model().title(),
                  bundle.sha256()));
    }
    var request =
        new SampleRequest(
            lineage.sourceKey(), lineage.copy(), lineage.seed(), SampleSteps.label(lineage));
    return sample(List.of(request)).get(0);
  }

  private void addBatch(List<SampleRequest> requests, List<Integer> classes, List<Sample> samples) {
    var z = new float[model().batch() * source.size()];
    var y = new long[model().batch()];
    for (int i = 0; i < requests.size(); i++) {
      source.fill(requests.get(i), z, i * source.size());
      y[i] = classes.get(i);
    }
    var inputs =
        Map.of(
            latent.name(), Tensor.of(z, model().batch(), source.size()),
            label.name(), Tensor.of(y, model().batch()));
    var made = network.run(inputs).get(image.name());
    for (int i = 0; i < requests.size(); i++) {
      samples.add(new Sample(pictures.image(made, i), lineage(requests.get(i), classes.get(i))));
    }
  }

  private Lineage lineage(SampleRequest request, int index) {
    var model = model();
    return new Lineage(
        request.key(),
        "",
        request.copy(),
        Lineage.SAMPLE,
        SampleSteps.of(model.labels().get(index)),
        request.seed(),
        model.name(),
        model.version(),
        bundle.sha256(),
        model.licence(),
        "",
        Software.name());
  }

  @Override
  public void close() {
    network.close();
  }
}
