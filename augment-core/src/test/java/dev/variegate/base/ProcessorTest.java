package dev.variegate.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessorTest {

  private static final String V2 = "flags\t\t: fpu cx16 lahf_lm popcnt sse4_1 sse4_2 ssse3";
  private static final String V3 = V2 + " abm avx avx2 bmi1 bmi2 f16c fma movbe";
  private static final String V4 = V3 + " avx512f avx512bw avx512cd avx512dq avx512vl";

  @Test
  void isTheLevelThatAllFlagsReach() {
    assertThat(Processor.level("amd64", List.of("processor : 0", V4))).isEqualTo("x86-64-v4");
    assertThat(Processor.level("amd64", List.of(V4.replace(" avx512dq", ""))))
        .isEqualTo("x86-64-v3");
    assertThat(Processor.level("x86_64", List.of(V3))).isEqualTo("x86-64-v3");
    assertThat(Processor.level("amd64", List.of(V3.replace(" fma", "")))).isEqualTo("x86-64-v2");
    assertThat(Processor.level("amd64", List.of(V2))).isEqualTo("x86-64-v2");
  }

  @ParameterizedTest
  @CsvSource({"amd64, x86-64 of an unknown level", "aarch64, aarch64"})
  void isTheArchitectureWhereNoFlagsAreKnown(String architecture, String level) {
    assertThat(Processor.level(architecture, List.of())).isEqualTo(level);
  }
}
