package dev.variegate.train.gan;

import static dev.variegate.train.layer.EngineArrays.number;

import ai.djl.ndarray.NDArray;
import dev.variegate.train.layer.FloatArray;
import dev.variegate.train.layer.Resumable;
import dev.variegate.train.layer.Snapshot;

/**
 * Keeps a discriminator's scores of real images near its usual scores of made ones and the other
 * way round, so that it cannot run away from the generator.
 *
 * <p>Source: Tseng et al., "Regularizing generative adversarial networks under limited data",
 * arXiv:2104.03310, equation 3, in the one-sided form of its reference implementation.
 */
public final class LeCamRegularizer implements Resumable {

  private static final float DECAY = 0.99f;
  private static final String USUAL = "usual";

  private float usualReal;
  private float usualFake;

  /** The mean squares by which scores lead the usual ones of the other side. */
  public NDArray distance(NDArray real, NDArray fake) {
    var realLead = HingeLoss.positive(real.sub(number(real, usualFake)));
    var fakeLag = HingeLoss.positive(number(fake, usualReal).sub(fake));
    return realLead.mul(realLead).mean().add(fakeLag.mul(fakeLag).mean());
  }

  /** Takes note of the scores of a step. */
  public void follow(NDArray real, NDArray fake) {
    usualReal = DECAY * usualReal + (1 - DECAY) * real.mean().getFloat();
    usualFake = DECAY * usualFake + (1 - DECAY) * fake.mean().getFloat();
  }

  @Override
  public void save(String prefix, Snapshot to) {
    to.put(prefix + USUAL, new FloatArray(new long[] {2}, new float[] {usualReal, usualFake}));
  }

  @Override
  public void restore(String prefix, Snapshot from) {
    float[] usual = from.array(prefix + USUAL, 2).values();
    usualReal = usual[0];
    usualFake = usual[1];
  }
}
