package dev.variegate.train.gan;

import static dev.variegate.train.layer.EngineArrays.number;

import ai.djl.ndarray.NDArray;
import dev.variegate.train.layer.FloatArray;
import dev.variegate.train.layer.Resumable;
import dev.variegate.train.layer.Snapshot;

/**
 * Keeps a discriminator's scores of real images near the moving average of its scores of made ones,
 * and the other way round, so that it cannot run away from the generator.
 *
 * <p>Source: Tseng et al., "Regularizing generative adversarial networks under limited data",
 * arXiv:2104.03310, equation 3, in the one-sided form of its reference implementation.
 */
public final class LeCamRegularizer implements Resumable {

  private static final float DECAY = 0.99f;
  private static final String ANCHORS = "anchors";

  private float realAnchor;
  private float fakeAnchor;

  /** Mean square of how far scores are beyond the other side's average. */
  public NDArray penalty(NDArray real, NDArray fake) {
    var realLead = HingeLoss.positive(real.sub(number(real, fakeAnchor)));
    var fakeLag = HingeLoss.positive(number(fake, realAnchor).sub(fake));
    return realLead.mul(realLead).mean().add(fakeLag.mul(fakeLag).mean());
  }

  /** Moves the averages toward the scores of a step. */
  public void follow(NDArray real, NDArray fake) {
    realAnchor = DECAY * realAnchor + (1 - DECAY) * real.mean().getFloat();
    fakeAnchor = DECAY * fakeAnchor + (1 - DECAY) * fake.mean().getFloat();
  }

  @Override
  public void save(String prefix, Snapshot to) {
    to.put(prefix + ANCHORS, new FloatArray(new long[] {2}, new float[] {realAnchor, fakeAnchor}));
  }

  @Override
  public void restore(String prefix, Snapshot from) {
    float[] anchors = from.array(prefix + ANCHORS, 2).values();
    realAnchor = anchors[0];
    fakeAnchor = anchors[1];
  }
}
