package dev.variegate.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LossCurveTest {

  @Test
  void isATableWithAPointALine() {
    var curve = new LossCurve();
    curve.add(new LossCurve.Point("vae", 1, "divergence", 12.5, 61.4));
    curve.add(new LossCurve.Point("gan", 2, "critic", 0.123456, 90));
    assertThat(curve.csv())
        .isEqualTo(
            "phase,epoch,loss,value,seconds\nvae,1,divergence,12.50000,61\ngan,2,critic,0.12346,90\n");
  }
}
