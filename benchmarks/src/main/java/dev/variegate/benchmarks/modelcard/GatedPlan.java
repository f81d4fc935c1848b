package dev.variegate.benchmarks.modelcard;

import dev.variegate.stage.ClassBalancer;
import dev.variegate.stage.ClassBalancerModel;

/** The plan of the quick start, with gates. */
final class GatedPlan {

  private GatedPlan() {}

  /**
   * Keeps what is refused in the end, with its reason.
   *
   * @param sampler bundle
   * @param gate further keys of the entry of samples, as JSON; "" for none
   */
  static ClassBalancer of(String sampler, String gate) {
    return of(sampler, "sample", gate);
  }

  /** The same with the gate at the entry of that method, "sample" or "classic". */
  static ClassBalancer of(String sampler, String method, String gate) {
    return new ClassBalancer()
        .setMethods(
            "{\"classic\": {\"policy\": \"steps: [flip]\"%s}, \"sample\": {\"model\": \"%s\"%s}}"
                .formatted(
                    method.equals("classic") ? gate : "",
                    sampler,
                    method.equals("sample") ? gate : ""))
        .setKeyCol("key")
        .setSplitCol("split")
        .setSeed(1)
        .setPlanCol("plan")
        .setHandleRefused(ClassBalancerModel.KEEP);
  }
}
