package dev.variegate.stage.method;

import dev.variegate.generate.SampleRequest;
import dev.variegate.generate.sample.Sampler;
import dev.variegate.lineage.Sample;
import dev.variegate.model.BadOutputException;
import dev.variegate.random.DrawKey;
import dev.variegate.stage.method.ImageScores.Judged;
import java.util.List;
import java.util.Optional;

/** Samples that gates judge by the classes that are asked for. */
public record SampleDraws(Sampler sampler) implements GatedDraws.Method<SampleRequest, Sample> {

  /** Samples, drawn again where gates refuse them. */
  public static GatedDraws<SampleRequest, Sample> gated(Sampler sampler, ImageGates gates) {
    return new GatedDraws<>(new SampleDraws(sampler), gates);
  }

  @Override
  public List<Sample> draw(List<SampleRequest> requests) {
    return samples(requests, sampler);
  }

  @Override
  public SampleRequest again(SampleRequest request) {
    return new SampleRequest(request.draw().again(), request.label());
  }

  @Override
  public DrawKey key(SampleRequest request) {
    return request.draw();
  }

  @Override
  public Optional<Judged> judged(SampleRequest request, Sample drawn) {
    return Optional.of(new Judged(drawn.image(), Optional.empty(), request.label()));
  }

  @Override
  public void release(Sample drawn, Judged judged) {
    // Nothing was opened for the gates alone.
  }

  @Override
  public void close(Sample drawn) {
    drawn.close();
  }

  private static List<Sample> samples(List<SampleRequest> requests, Sampler sampler) {
    try {
      return sampler.sample(requests);
    } catch (BadOutputException e) {
      if (requests.size() > 1) { // each by itself shows which
        requests.forEach(one -> samples(List.of(one), sampler).forEach(Sample::close));
        throw e;
      }
      throw new BadOutputException(
          "Sample \"%s\" cannot be made: %s"
              .formatted(requests.get(0).draw().key(), e.getMessage()),
          e);
    }
  }
}
