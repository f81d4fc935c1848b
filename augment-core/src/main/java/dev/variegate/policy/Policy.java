package dev.variegate.policy;

import dev.variegate.form.Step;
import dev.variegate.image.Size;
import dev.variegate.op.DrawContext;
import dev.variegate.policy.text.PolicyFile;
import dev.variegate.random.DrawKey;
import dev.variegate.recipe.Operations;
import dev.variegate.recipe.Recipe;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * An ordered list of augmentation steps, with probabilities and choices. Written as YAML or JSON,
 * see {@link PolicyFile}; safe to share between threads and to send to executors.
 *
 * @param name display name, any text
 * @param steps at least one
 */
public record Policy(String name, List<PolicyStep> steps) implements Serializable {

  public Policy {
    Objects.requireNonNull(name, "name");
    steps = List.copyOf(steps);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException(
          "Policy \"%s\" has no steps but must have at least one; list an operation such as flip"
              .formatted(name));
    }
  }

  /** The names of the operations that need a reference image; may be empty. */
  public List<String> takingReferences() {
    return steps.stream()
        .flatMap(PolicyStep::operations)
        .filter(Operations::takesReference)
        .map(Operations::word)
        .distinct()
        .toList();
  }

  /**
   * The names of the operations that move or hide what an image shows, so that masks, boxes,
   * polygons and keypoints have to follow; empty if the policy changes colors only.
   */
  public List<String> movingLabels() {
    return steps.stream()
        .flatMap(PolicyStep::operations)
        .filter(Operations::movesLabels)
        .map(Operations::word)
        .distinct()
        .toList();
  }

  /**
   * Draws the recipe of one copy of an image of this size. A pure function; each step has its own
   * random stream, so that a step added at the end changes no earlier one.
   */
  public Recipe draw(DrawKey key, Size size) {
    return draw(key, DrawContext.of(size));
  }

  /** As {@link #draw(DrawKey, Size)}, for an image with shapes or references. */
  public Recipe draw(DrawKey key, DrawContext subject) {
    var all = new ArrayList<Step>();
    var now = subject;
    var random = key.generators();
    for (int place = 0; place < steps.size(); place++) {
      var drawn = new Recipe(steps.get(place).draw(random.apply(place), now));
      now = drawn.after(now);
      all.addAll(drawn.steps());
    }
    return new Recipe(all);
  }
}
