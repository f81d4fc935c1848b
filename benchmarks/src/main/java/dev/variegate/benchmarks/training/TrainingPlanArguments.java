package dev.variegate.benchmarks.training;

import dev.variegate.base.DidYouMean;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Changes a {@link TrainingPlan} by words such as {@code gan-epochs=12}. */
final class TrainingPlanArguments {

  private TrainingPlanArguments() {}

  /** The plan with each {@code key=value} taken over; keys are the plan's names in kebab-case. */
  static TrainingPlan change(TrainingPlan plan, List<String> words) {
    var keys = new ArrayList<String>();
    var values = new ArrayList<Object>();
    try {
      for (var component : TrainingPlan.class.getRecordComponents()) {
        keys.add(key(component));
        values.add(component.getAccessor().invoke(plan));
      }
      for (var word : words) {
        int equals = word.indexOf('=');
        var key = equals < 0 ? word : word.substring(0, equals);
        int place = keys.indexOf(key);
        if (equals < 0 || place < 0) {
          throw new IllegalArgumentException(
              "Unknown word \"%s\" for the training plan but must be key=value; %s"
                  .formatted(word, DidYouMean.among(key, keys)));
        }
        values.set(place, parse(key, word.substring(equals + 1), values.get(place)));
      }
      return (TrainingPlan)
          TrainingPlan.class.getDeclaredConstructors()[0].newInstance(values.toArray());
    } catch (ReflectiveOperationException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw refused;
      }
      throw new IllegalStateException("The training plan is no longer a public record", e);
    }
  }

  private static Object parse(String key, String text, Object like) {
    try {
      if (like instanceof Integer) {
        return Integer.valueOf(text);
      }
      return like instanceof Long ? (Object) Long.valueOf(text) : Double.valueOf(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "Training plan has %s=%s, which must be a number such as %s; correct it"
              .formatted(key, text, like),
          e);
    }
  }

  private static String key(RecordComponent component) {
    return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
