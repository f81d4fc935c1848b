package dev.variegate.stage.method;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * The order of gates in which they cost least, as if each refused draws independently of the
 * others: by cost over part refused, the smallest first (Mitten, "An analytic solution to the least
 * cost testing sequence problem", Journal of Industrial Engineering 11, 1960).
 *
 * <p>Gates that need the same work stay together, in their order: once it is done, the others of
 * them are free.
 */
public final class GateOrder {

  /** The least part of the cost that a change must save; estimates are no better. */
  private static final double LEAST_SAVED = 0.05;

  private GateOrder() {}

  /** A cheaper order than the given one, unless it saves less than 5 % of what that costs. */
  public static Optional<List<GateCost>> proposed(List<GateCost> given) {
    var best = cheapest(given);
    double seconds = seconds(given);
    return Optional.of(best).filter(order -> seconds - seconds(order) > LEAST_SAVED * seconds);
  }

  /** What they cost a draw, which those behind a refusal do not see, in seconds. */
  public static double seconds(List<GateCost> order) {
    double seconds = 0;
    double left = 1;
    for (var gate : order) {
      seconds += left * gate.seconds();
      left *= 1 - gate.refused();
    }
    return seconds;
  }

  /** Gates that refuse nothing come last; the others stay in their order where they tie. */
  static List<GateCost> cheapest(List<GateCost> given) {
    var works = new LinkedHashMap<String, List<GateCost>>();
    given.forEach(gate -> works.computeIfAbsent(gate.work(), work -> new ArrayList<>()).add(gate));
    return works.values().stream()
        .sorted(Comparator.comparingDouble(GateOrder::secondsOverRefused))
        .flatMap(List::stream)
        .toList();
  }

  private static double secondsOverRefused(List<GateCost> together) {
    double refused = 0;
    for (var gate : together) {
      refused += (1 - refused) * gate.refused();
    }
    return refused > 0 ? seconds(together) / refused : Double.POSITIVE_INFINITY;
  }
}
