package dev.variegate.job.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.variegate.job.report.LossChart.Tick;
import dev.variegate.train.LossCurve;
import dev.variegate.train.LossCurve.Point;
import org.junit.jupiter.api.Test;

class LossChartTest {

  private static LossCurve curve(double... values) {
    var curve = new LossCurve();
    for (int i = 0; i < values.length; i++) {
      curve.add(new Point("train", i + 1, "error", values[i], i));
    }
    return curve;
  }

  @Test
  void eachLossHasAChartWithItsPhases() {
    var curve = curve(3, 2);
    curve.add(new Point("validation", 1, "error", 4, 0));
    curve.add(new Point("train", 1, "other", 9, 0));
    var charts = LossChart.of(curve);
    assertThat(charts).extracting(LossChart::loss).containsExactly("error", "other");
    assertThat(charts.get(0).phases()).containsExactly("train", "validation");
    assertThat(charts.get(0).of("validation")).hasSize(1);
  }

  @Test
  void theLineGoesFromEdgeToEdgeWithinTheMarks() {
    var chart = LossChart.of(curve(316, 303, 399)).get(0);
    assertThat(chart.low()).isEqualTo(300);
    assertThat(chart.high()).isEqualTo(400);
    assertThat(chart.values())
        .extracting(Tick::text)
        .containsExactly("300", "320", "340", "360", "380", "400");
    assertThat(chart.x(1)).isEqualTo(LossChart.LEFT);
    assertThat(chart.x(3)).isEqualTo(LossChart.RIGHT);
    assertThat(chart.y(350)).isCloseTo((LossChart.TOP + LossChart.BOTTOM) / 2.0, within(1e-9));
    assertThat(chart.line("train")).startsWith(LossChart.LEFT + ".0,").contains(" ");
  }

  @Test
  void smallAndNegativeValuesHaveTheirDecimals() {
    assertThat(LossChart.of(curve(-0.011, 0.012)).get(0).values())
        .extracting(Tick::text)
        .containsExactly("-0.015", "-0.010", "-0.005", "0.000", "0.005", "0.010", "0.015");
  }

  @Test
  void oneEpochWithOneValueIsAPointInTheMiddle() {
    var chart = LossChart.of(curve(5)).get(0);
    assertThat(chart.x(1)).isEqualTo((LossChart.LEFT + LossChart.RIGHT) / 2.0);
    assertThat(chart.y(5)).isBetween((double) LossChart.TOP, (double) LossChart.BOTTOM);
    assertThat(chart.epochTicks()).extracting(Tick::text).containsExactly("1");
  }

  @Test
  void manyEpochsHaveFewMarks() {
    var chart = LossChart.of(curve(new double[100])).get(0);
    assertThat(chart.epochTicks())
        .extracting(Tick::text)
        .containsExactly("20", "40", "60", "80", "100");
    assertThat(chart.values()).hasSizeLessThan(12);
  }
}
