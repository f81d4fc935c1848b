package dev.variegate.benchmarks.modelcard;

import dev.variegate.stage.ClassBalancer;
import dev.variegate.stage.ClassBalancerModel;

/** The plan of the quick start, with a gate of its samples. */
final class GatedPlan {

  private GatedPlan() {}

  /**
   * Keeps what is refused in the end, with its reason.
   *
   * @param sampler bundle
   * @param gate further keys of the entry of samples, as JSON; "" for none
   */
  static ClassBalancer of(String sampler, String gate) {
    return new ClassBalancer()
        .setMethods(
            "{\"classic\": {\"policy\": \"steps: [flip]\"}, \"sample\": {\"model\": \"%s\"%s}}"
                .formatted(sampler, gate))
        .setKeyCol("key")
        .setSplitCol("split")
        .setSeed(1)
        .setPlanCol("plan")
        .setHandleRefused(ClassBalancerModel.KEEP);
  }
}
