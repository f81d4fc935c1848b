package dev.variegate.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ClassLikelihoodsTest {

  @Test
  void followsBayesRuleWithEqualClasses() {
    var made = new ClassLikelihoods(new double[] {Math.log(0.1), Math.log(0.3)});
    assertThat(made.logLikelihood()).isCloseTo(Math.log(0.2), within(1e-12));
    assertThat(made.posterior()).containsExactly(new double[] {0.25, 0.75}, within(1e-12));
    assertThat(made.prediction()).isEqualTo(1);
  }

  @Test
  void staysFiniteWhereProbabilitiesAreTooSmallForADouble() {
    var made = new ClassLikelihoods(new double[] {-3000, -3001, -9000});
    assertThat(made.logLikelihood())
        .isCloseTo(-3000 + Math.log((1 + Math.exp(-1)) / 3), within(1e-9));
    assertThat(made.posterior()[0]).isCloseTo(1 / (1 + Math.exp(-1)), within(1e-12));
    assertThat(made.posterior()[2]).isZero();
    assertThat(made.prediction()).isZero();
  }
}
