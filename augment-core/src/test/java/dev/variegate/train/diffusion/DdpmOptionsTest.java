package dev.variegate.train.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DdpmOptionsTest {

  @Test
  void saysInTheFormatOfDiffusersHowItIsTrained() {
    assertThat(new DdpmOptions(8, Target.VELOCITY, NoiseCurve.COSINE, 500, 0).schedulerJson())
        .isEqualTo(
            "{\"_class_name\":\"DDIMScheduler\",\"beta_schedule\":\"squaredcos_cap_v2\",\"clip_sample\":true,\"num_train_timesteps\":500,\"prediction_type\":\"v_prediction\",\"steps_offset\":0,\"timestep_spacing\":\"leading\"}");
    assertThat(DdpmOptions.DEFAULT.schedulerJson())
        .contains("\"beta_end\":0.02,\"beta_schedule\":\"linear\",\"beta_start\":1.0E-4,");
  }

  @Test
  void refusesAWidthThatGroupsDoNotDivide() {
    assertThatThrownBy(() -> new DdpmOptions(12, Target.EPSILON, NoiseCurve.LINEAR, 1000, 0))
        .hasMessage("Width is 12 but must be a multiple of 8, the groups of channels; give another");
  }

  @Test
  void refusesTooFewTimesteps() {
    assertThatThrownBy(() -> new DdpmOptions(8, Target.EPSILON, NoiseCurve.LINEAR, 20, 0))
        .hasMessage(
            "Number of timesteps is 20 but must stay within [100, 10000]; usual is 1000");
  }

  @Test
  void refusesToHideEveryClass() {
    assertThatThrownBy(() -> new DdpmOptions(8, Target.EPSILON, NoiseCurve.LINEAR, 1000, 1))
        .hasMessage("Class dropout is 1.0 but must be 0 to below 1; usual is 0.1");
  }
}
