package dev.variegate.stage.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.image.Image;
import dev.variegate.stage.check.FittedGates.Fitted;
import dev.variegate.stage.method.ImageScores.Judged;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GateTrialTest {

  private final List<Image> open = new ArrayList<>();

  @AfterEach
  void close() {
    open.forEach(Image::close);
  }

  private List<Judged> plain(int... levels) {
    return Arrays.stream(levels)
        .mapToObj(
            level -> {
              var image = Image.ofBytes(1, 1, 1, (byte) level);
              open.add(image);
              return new Judged(image, Optional.of(() -> image), "");
            })
        .toList();
  }

  private static MethodGate gate(String... gates) {
    return new MethodGate(
        Stream.of(gates).map(text -> new Fitted(text, Map.of())).toList(), "", "", 5);
  }

  @Test
  void asksEachGateWhateverTheOthersSayAndJudgesAsEver() {
    var gate = gate("brightness >= 0.5", "similarity <= 2", "brightness >= 0.9", "height >= 2");
    try (var trial = new GateOpener(gate, List.of(), List.of(), List.of(), List.of()).trial();
        var gates = new GateOpener(gate, List.of(), List.of(), List.of(), List.of()).open()) {
      assertThat(trial.refusals(plain(0, 51, 153, 255)))
          .isEqualTo(gates.refusals(plain(0, 51, 153, 255)))
          .extracting(Optional::get)
          .containsExactly(
              "brightness >= 0.5", "brightness >= 0.5", "brightness >= 0.9", "height >= 2");
      assertThat(trial.costs()).extracting(GateCost::refused).containsExactly(0.5, 0.0, 0.75, 1.0);
      assertThat(trial.costs())
          .extracting(GateCost::work)
          .containsExactly("statistics", "similarity", "statistics", "statistics");
      assertThat(trial.costs()).allSatisfy(cost -> assertThat(cost.seconds()).isPositive());
      assertThat(4 * trial.costs().stream().mapToDouble(GateCost::seconds).sum())
          .isLessThanOrEqualTo(trial.seconds());
    }
  }

  @Test
  void countsFromItsLastStart() {
    try (var trial =
        new GateOpener(gate("brightness >= 0.5"), List.of(), List.of(), List.of(), List.of())
            .trial()) {
      assertThat(trial.costs()).isEmpty();
      trial.refusals(plain(0, 0, 0));
      trial.restart();
      assertThat(trial.costs()).isEmpty();
      assertThat(trial.seconds()).isZero();
      trial.refusals(plain(0, 255));
      trial.refusals(plain(255, 255));
      assertThat(trial.costs()).extracting(GateCost::refused).containsExactly(0.25);
    }
  }

  @Test
  void withoutGatesThereIsNothingToSay() {
    try (var trial = GateOpener.NONE.trial()) {
      assertThat(trial.refusals(plain(0))).containsExactly(Optional.empty());
      assertThat(trial.costs()).isEmpty();
    }
  }
}
