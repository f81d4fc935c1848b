package dev.variegate.op;

import dev.variegate.base.RecordComponents;
import dev.variegate.form.Step;
import dev.variegate.random.Range;
import java.util.Arrays;
import java.util.Map;

/**
 * One operation as files speak of it: its word, and how to take its records apart and put them
 * together again.
 *
 * <p>Names of parameters are kebab-case. Parameters of an augmentation are {@link Range}, numbers
 * and enums; those of a step are numbers, enums and {@link Reference}s.
 *
 * @param word the operation's word in a policy file
 * @param augmentation its record of ranges
 * @param step its record of drawn numbers, the nested {@code At}
 */
public record OperationDescriptor(
    String word, Class<? extends Augmentation> augmentation, Class<? extends Step> step) {

  /** The name every operation gives to its record of drawn numbers. */
  private static final String STEP = "At";

  /** The kind of a record that holds its step as a nested record {@code At}. */
  static OperationDescriptor of(String word, Class<? extends Augmentation> augmentation) {
    var step =
        Arrays.stream(augmentation.getDeclaredClasses())
            .filter(c -> c.getSimpleName().equals(STEP) && c.isRecord())
            .filter(Step.class::isAssignableFrom)
            .findFirst();
    if (!augmentation.isRecord() || step.isEmpty()) {
      throw new IllegalStateException(
          "Operation \"%s\" is %s but must be a record with a nested record %s that implements Step; declare both"
              .formatted(word, augmentation.getName(), STEP));
    }
    return new OperationDescriptor(word, augmentation, step.get().asSubclass(Step.class));
  }

  /** The operation as the word alone stands for it. */
  public Augmentation defaults() {
    return RecordComponents.defaults(augmentation);
  }

  /** The parameters of the augmentation, in order, with their types. */
  public Map<String, Class<?>> parameters() {
    return RecordComponents.types(augmentation);
  }

  /** The drawn numbers of the step, in order, with their types. */
  public Map<String, Class<?>> numbers() {
    return RecordComponents.types(step);
  }

  /** The parameters of one augmentation of this kind, in order. */
  public Map<String, Object> values(Augmentation made) {
    return RecordComponents.values(made);
  }

  /** The drawn numbers of one step of this kind, in order. */
  public Map<String, Object> values(Step drawn) {
    return RecordComponents.values(drawn);
  }

  /**
   * Makes the augmentation from a value for each of {@link #parameters()}.
   *
   * @throws IllegalArgumentException in the operation's own words, if it refuses a value
   */
  public Augmentation augmentation(Map<String, ?> values) {
    return RecordComponents.make(augmentation, values);
  }

  /** Makes the step from a value for each of {@link #numbers()}. */
  public Step step(Map<String, ?> values) {
    return RecordComponents.make(step, values);
  }
}
