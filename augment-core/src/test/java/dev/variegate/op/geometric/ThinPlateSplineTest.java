package dev.variegate.op.geometric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.image.Border;
import dev.variegate.image.Interpolation;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.random.Range;
import org.junit.jupiter.api.Test;

class ThinPlateSplineTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new ThinPlateSpline(3, Range.fixed(0.1), Interpolation.BICUBIC, Border.WRAP, 0);
  }

  @Test
  void goesThroughItsPushes() {
    var size = new Size(90, 60);
    var pushes = new double[9][2];
    pushes[4][0] = 5;
    pushes[8][1] = -3;
    var at = new ThinPlateSplineSolver(3, size, pushes).offsets(new Size(2, 2));
    // 90x60 cut once each way: the middles of the cells lie between the points
    assertThat(at).hasSize(8);
    var fine = new ThinPlateSplineSolver(3, size, pushes).offsets(size);
    int middle = 2 * (30 * 90 + 45);
    assertThat(fine[middle]).isCloseTo(5f, org.assertj.core.api.Assertions.within(0.05f));
    assertThat(fine[2 * (59 * 90 + 89) + 1])
        .isCloseTo(-3f, org.assertj.core.api.Assertions.within(0.2f));
  }

  @Test
  void refusesAGridOfOnePoint() {
    assertThatThrownBy(
            () -> new ThinPlateSpline(1, Range.fixed(0.1), Interpolation.BILINEAR, Border.WRAP, 0))
        .hasMessage(
            "Thin-plate-spline points is 1 but must stay within [2, 10]; give the points along a side");
  }
}
