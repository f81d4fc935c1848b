package dev.variegate.stage.param;

import dev.variegate.stage.param.ParamSupport.Check;
import java.io.Serializable;
import java.util.Arrays;
import scala.Function1;

/**
 * What a value of a Param must be, said in our own words wherever it is set: by a setter, in a
 * ParamMap, by a saved stage or by Spark Connect.
 *
 * @param param its name
 * @param type of its values
 * @param check of the value itself
 */
record Validated<T>(String param, Class<?> type, Check<T> check)
    implements Function1<T, Object>, Serializable {

  @Override
  public Object apply(T value) {
    if (value == null) {
      throw new IllegalArgumentException(
          "%s is null but must have a value; give one, or clear the Param".formatted(param));
    }
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(
          "%s is %s of type %s but must be of type %s; convert it"
              .formatted(
                  param,
                  ParamSupport.shown(value),
                  value.getClass().getSimpleName(),
                  type.getSimpleName()));
    }
    if (value instanceof Object[] all && Arrays.asList(all).contains(null)) {
      throw new IllegalArgumentException(
          "%s has null but must have values only; remove it".formatted(param));
    }
    check.accept(value);
    if (!isFinite(value)) {
      throw new IllegalArgumentException(
          "%s is %s but must be finite; give a number".formatted(param, ParamSupport.shown(value)));
    }
    return true;
  }

  private static boolean isFinite(Object value) {
    return value instanceof double[] numbers
        ? Arrays.stream(numbers).allMatch(Double::isFinite)
        : !(value instanceof Double number) || Double.isFinite(number);
  }
}
