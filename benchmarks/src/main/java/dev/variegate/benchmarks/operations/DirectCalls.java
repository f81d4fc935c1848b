package dev.variegate.benchmarks.operations;

import static dev.variegate.benchmarks.operations.DirectColors.colors;
import static dev.variegate.benchmarks.operations.DirectFilters.filters;
import static dev.variegate.benchmarks.operations.DirectMoves.moves;

import dev.variegate.form.Step;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * What somebody writes who has OpenCV alone: for a drawn step the call, or the few calls, that do
 * the same to an 8-bit RGB matrix. No check, no fusion, no lineage.
 */
final class DirectCalls {

  /** Makes a new matrix; the caller closes it. */
  @FunctionalInterface
  interface Call<S extends Step> {
    Mat run(S step, Mat mat);
  }

  private static final Map<Class<?>, Call<Step>> CALLS = all();

  private DirectCalls() {}

  private static Map<Class<?>, Call<Step>> all() {
    var all = new HashMap<>(moves());
    all.putAll(colors());
    all.putAll(filters());
    return Map.copyOf(all);
  }

  /** None where OpenCV has no such function. */
  static Optional<Call<Step>> of(Step step) {
    return Optional.ofNullable(CALLS.get(step.getClass()));
  }

  /** Calls by the class of their step. */
  static final class Table {
    private final Map<Class<?>, Call<Step>> calls = new HashMap<>();

    <S extends Step> Table add(Class<S> step, Call<S> call) {
      calls.put(step, (drawn, mat) -> call.run(step.cast(drawn), mat));
      return this;
    }

    Map<Class<?>, Call<Step>> calls() {
      return calls;
    }
  }
}
