package dev.variegate.benchmarks.training;

import static dev.variegate.train.layer.EngineArrays.number;

import ai.djl.ndarray.NDArray;

/**
 * Keeps a critic's scores of real images near its usual scores of made ones and the other way
 * round, so that it cannot run away from the decoder.
 *
 * <p>Source: Tseng et al., "Regularizing generative adversarial networks under limited data",
 * arXiv:2104.03310, equation 3, in the one-sided form of its reference implementation.
 */
final class LeCamRegularizer {

  private static final float DECAY = 0.99f;
  private static final float STRENGTH = 0.3f;

  private float usualReal;
  private float usualFake;

  /** The term to add to the critic's loss; takes note of the scores of this step. */
  NDArray pull(NDArray real, NDArray fake) {
    var realLead = HingeGan.positive(real.sub(number(real, usualFake)));
    var fakeLag = HingeGan.positive(number(fake, usualReal).sub(fake));
    usualReal = DECAY * usualReal + (1 - DECAY) * real.mean().getFloat();
    usualFake = DECAY * usualFake + (1 - DECAY) * fake.mean().getFloat();
    return realLead
        .mul(realLead)
        .mean()
        .add(fakeLag.mul(fakeLag).mean())
        .mul(number(real, STRENGTH));
  }
}
