package dev.variegate.stage.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GateOrderTest {

  /** A gate that shares no work. */
  private static GateCost gate(String name, double seconds, double refused) {
    return new GateCost(name, name, seconds, refused);
  }

  private static List<String> cheapest(GateCost... given) {
    return GateOrder.cheapest(List.of(given)).stream().map(GateCost::gate).toList();
  }

  @Test
  void asksFirstWhatRefusesMostForItsCost() {
    var slow = gate("slow", 10, 0.5); // 20
    var weak = gate("weak", 1, 0.01); // 100
    var good = gate("good", 1, 0.1); // 10
    assertThat(cheapest(slow, weak, good)).containsExactly("good", "slow", "weak");
    assertThat(GateOrder.seconds(List.of(slow, weak, good)))
        .isCloseTo(10 + 0.5 * 1 + 0.5 * 0.99 * 1, offset(1e-12));
    assertThat(GateOrder.seconds(List.of(good, slow, weak)))
        .isCloseTo(1 + 0.9 * 10 + 0.9 * 0.5 * 1, offset(1e-12));
  }

  @Test
  void whatRefusesNothingComesLastAndTiesStay() {
    assertThat(
            cheapest(
                gate("free-none", 0, 0),
                gate("none", 1, 0),
                gate("a", 2, 0.2),
                gate("b", 1, 0.1),
                gate("c", 4, 0.4)))
        .containsExactly("a", "b", "c", "free-none", "none");
    assertThat(cheapest()).isEmpty();
  }

  /** The second gate of a classifier costs nothing once the first was asked. */
  @Test
  void gatesOfOneWorkStayTogether() {
    var prediction = new GateCost("prediction", "classifier", 10, 0.1);
    var confidence = new GateCost("confidence", "classifier", 0, 0.4);
    assertThat(cheapest(prediction, gate("sharpness", 1, 0.1), confidence))
        .containsExactly("sharpness", "prediction", "confidence");
    assertThat(cheapest(prediction, gate("sharpness", 5, 0.1), confidence))
        .containsExactly("prediction", "confidence", "sharpness");
  }

  @Test
  void aSavingOfLessThanATwentiethIsNotProposed() {
    var first = gate("first", 1, 0.5);
    var second = gate("second", 1, 0.5);
    assertThat(GateOrder.proposed(List.of(first, second))).isEmpty();
    assertThat(GateOrder.proposed(List.of(first, gate("a little better", 0.96, 0.5)))).isEmpty();
    assertThat(GateOrder.proposed(List.of(first, gate("better", 0.8, 0.5))))
        .hasValueSatisfying(
            order -> assertThat(order).extracting(GateCost::gate).startsWith("better"));
    assertThat(GateOrder.proposed(List.of(gate("none", 1, 0), gate("free", 0, 0)))).isEmpty();
    assertThat(GateOrder.proposed(List.of())).isEmpty();
  }

  @Test
  void noOtherOrderIsCheaper() {
    var random = new Random(7);
    for (int trial = 0; trial < 200; trial++) {
      var gates = new ArrayList<GateCost>();
      for (int i = 0; i < 6; i++) {
        double refused = random.nextInt(5) == 0 ? 0 : random.nextDouble();
        var work = "work " + random.nextInt(4);
        boolean first = gates.stream().noneMatch(gate -> gate.work().equals(work));
        gates.add(new GateCost("gate " + i, work, first ? random.nextDouble() : 0, refused));
      }
      double least =
          permutations(gates).stream().mapToDouble(GateOrderTest::cost).min().orElseThrow();
      var cheapest = GateOrder.cheapest(gates);
      assertThat(cheapest).containsExactlyInAnyOrderElementsOf(gates);
      assertThat(GateOrder.seconds(cheapest)).isCloseTo(least, offset(1e-12));
    }
  }

  /** By definition: work is paid by whichever gate needs it first. */
  private static double cost(List<GateCost> order) {
    var works = new HashMap<String, Double>();
    order.forEach(gate -> works.merge(gate.work(), gate.seconds(), Double::sum));
    double cost = 0;
    double asked = 1;
    for (var gate : order) {
      if (works.containsKey(gate.work())) {
        cost += asked * works.remove(gate.work());
      }
      asked *= 1 - gate.refused();
    }
    return cost;
  }

  private static List<List<GateCost>> permutations(List<GateCost> gates) {
    if (gates.isEmpty()) {
      return List.of(List.of());
    }
    var all = new ArrayList<List<GateCost>>();
    for (var first : gates) {
      var others = new ArrayList<>(gates);
      others.remove(first);
      for (var rest : permutations(others)) {
        var order = new ArrayList<>(List.of(first));
        order.addAll(rest);
        all.add(order);
      }
    }
    return all;
  }
}
