package dev.variegate.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.image.ImageCodec;
import dev.variegate.policy.Expansion;
import dev.variegate.policy.PolicyFile;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClassicAugmenterTest {

  private static final String POLICY = "name: test\nsteps: [{rotate: {degrees: [-20, 20]}}]";

  private static ClassicAugmenter augmenter() {
    return new ClassicAugmenter("classicAugmenter_test")
        .setPolicy(POLICY)
        .setKeyCol("key")
        .setCopies(2)
        .setSeed(7);
  }

  @Test
  void copiesAreThoseOfTheCoreAndStandBehindTheirSource() {
    var rows = augmenter().transform(Pictures.table(Pictures.ofClass("bag", 2))).collectAsList();
    assertThat(rows).hasSize(6);
    var expansion =
        new Expansion(PolicyFile.read(POLICY, "test"), 7, Optional.empty(), new ImageCodec());
    byte[] source = rows.get(3).getAs("image");
    var made = expansion.expand(source, "bag-1", 1, 2);
    assertThat(rows.get(4).<byte[]>getAs("image")).isEqualTo(made.get(0).encoded());
    assertThat(rows.get(5).<byte[]>getAs("image")).isEqualTo(made.get(1).encoded());
    assertThat(LineageColumn.of(rows.get(5).getAs("lineage"))).isEqualTo(made.get(1).lineage());
    assertThat(rows.get(5).<String>getAs("label")).isEqualTo("bag");
    assertThat(LineageColumn.of(rows.get(3).getAs("lineage")).method()).isEqualTo("original");
  }
}
