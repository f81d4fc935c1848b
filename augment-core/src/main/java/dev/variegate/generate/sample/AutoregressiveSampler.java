package dev.variegate.generate.sample;

import dev.variegate.generate.Capability;
import dev.variegate.generate.LineageSteps;
import dev.variegate.generate.SampleRequest;
import dev.variegate.generate.autoregressive.AutoregressiveNetworks;
import dev.variegate.lineage.Lineage;
import dev.variegate.lineage.Sample;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Makes new images pixel by pixel, each drawn from its distribution given those before it, of asked
 * classes where the network takes them (Salimans et al., "PixelCNN++", arXiv:1701.05517).
 *
 * <p>A request alone fixes its image, bit for bit: all numbers are drawn by its key, and every run
 * of the network has the bundle's batch. The images of a batch are drawn together.
 */
final class AutoregressiveSampler implements Sampler {

  /** A sampler draws all pixels from one stream, the only place of it. */
  private static final int PLACE = 0;

  private final ModelBundle bundle;
  private final AutoregressiveNetworks networks;

  private AutoregressiveSampler(ModelBundle bundle, AutoregressiveNetworks networks) {
    this.bundle = bundle;
    this.networks = networks;
  }

  static AutoregressiveSampler open(ModelBundle bundle, ComputeOptions compute) {
    Capability.SAMPLE.requireOf(bundle.description());
    return new AutoregressiveSampler(bundle, AutoregressiveNetworks.open(bundle, compute));
  }

  @Override
  public ModelDescription model() {
    return bundle.description();
  }

  @Override
  public List<Sample> sample(List<SampleRequest> requests) {
    var labels = requests.stream().map(request -> model().askedLabel(request.label())).toList();
    int batch = model().batch();
    var samples = new ArrayList<Sample>();
    try {
      for (int from = 0; from < requests.size(); from += batch) {
        int to = Math.min(requests.size(), from + batch);
        addBatch(requests.subList(from, to), labels.subList(from, to), samples);
      }
      return samples;
    } catch (RuntimeException | Error e) {
      samples.forEach(Sample::close);
      throw e;
    }
  }

  private void addBatch(List<SampleRequest> requests, List<Integer> labels, List<Sample> samples) {
    var randoms = requests.stream().<RandomGenerator>map(of -> of.draw().generator(PLACE)).toList();
    var images = networks.draw(labels, randoms);
    for (int i = 0; i < requests.size(); i++) {
      samples.add(new Sample(images.get(i), lineage(requests.get(i), labels.get(i))));
    }
  }

  private Lineage lineage(SampleRequest request, int label) {
    var name = model().label().isPresent() ? model().labels().get(label) : "";
    return LineageSteps.lineage(request, step -> SampleSteps.note(step, name), bundle);
  }

  @Override
  public Sample replay(Lineage lineage) {
    SampleSteps.requireOf(bundle, lineage);
    return sample(List.of(new SampleRequest(lineage.draw(), SampleSteps.label(lineage)))).get(0);
  }

  @Override
  public void close() {
    networks.close();
  }
}
