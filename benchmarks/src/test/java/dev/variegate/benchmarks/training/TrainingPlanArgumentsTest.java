package dev.variegate.benchmarks.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingPlanArgumentsTest {

  @Test
  void changesWhatIsNamedAndKeepsTheRest() {
    var plan = change("gan-epochs=3", "seed=11", "judge-weight=0.5");
    assertThat(plan.ganEpochs()).isEqualTo(3);
    assertThat(plan.seed()).isEqualTo(11);
    assertThat(plan.judgeWeight()).isEqualTo(0.5);
    assertThat(plan.latent()).isEqualTo(TrainingPlan.usual().latent());
  }

  @Test
  void suggestsTheNearestKey() {
    assertThatThrownBy(() -> change("gan-epoch=3"))
        .hasMessageStartingWith(
            "Unknown word \"gan-epoch=3\" for the training plan but must be key=value; did you mean \"gan-epochs\"? Known: ");
  }

  @Test
  void refusesWhatIsNoNumber() {
    assertThatThrownBy(() -> change("batch=many"))
        .hasMessage("Training plan has batch=many, which must be a number such as 64; correct it");
  }

  @Test
  void refusesANumberOutOfItsRange() {
    assertThatThrownBy(() -> change("averaging=1"))
        .hasMessage("Training plan has averaging=1.0, which must be from 0 to below 1; correct it");
  }

  private static TrainingPlan change(String... words) {
    return TrainingPlanArguments.change(TrainingPlan.usual(), List.of(words));
  }
}
