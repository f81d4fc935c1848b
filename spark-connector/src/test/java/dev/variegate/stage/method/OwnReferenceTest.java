package dev.variegate.stage.method;

import static dev.variegate.stage.method.ReferenceStages.MATCH;
import static dev.variegate.stage.method.ReferenceStages.OWN;
import static dev.variegate.stage.method.ReferenceStages.lineage;
import static dev.variegate.stage.method.ReferenceStages.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.base.Sha256;
import dev.variegate.codec.ImageCodec;
import dev.variegate.op.References;
import dev.variegate.policy.PolicyAugmenter;
import dev.variegate.policy.text.PolicyFile;
import dev.variegate.stage.Images;
import dev.variegate.stage.row.ImageColumn;
import dev.variegate.testing.LocalSpark;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.image.ImageSchema$;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

/** A row may bring the reference that its own copies are made like. */
class OwnReferenceTest {

  @Test
  void aRowMayBringItsOwnReference() {
    var stage = stage(MATCH).setReferencesCol("look");
    var rows = stage.transform(own(Images.gray(8, 90))).filter("lineage.copy > 0").collectAsList();
    try (var made = new ImageCodec().decode(rows.get(0).getAs("image"))) {
      assertThat(made.toBytes()).containsOnly(90);
    }
    assertThat(lineage(rows.get(0)).steps())
        .isEqualTo(
            "[{\"histogram-matching\":{\"reference\":{\"name\":\"companion\",\"sha256\":\"%s\"},\"strength\":1.0}}]",
            Sha256.hex(Images.gray(8, 90)));
    var again =
        new PolicyAugmenter(PolicyFile.read(MATCH, "test"), 1, Optional.empty(), new ImageCodec())
            .with(References.of(List.of()).own(Images.gray(8, 90)))
            .replay(Images.png(1), lineage(rows.get(0)));
    assertThat(again.encoded()).isEqualTo(rows.get(0).<byte[]>getAs("image"));
  }

  @Test
  void aReferenceMayBeAnImageStruct() {
    var struct = new ImageColumn(0, true).value(Images.gray(8, 90), "file:/a", new ImageCodec());
    var schema = OWN.add("struct", ImageSchema$.MODULE$.columnSchema());
    var table =
        LocalSpark.session()
            .createDataFrame(List.of(RowFactory.create("a", Images.png(1), null, struct)), schema);
    var rows =
        stage(MATCH)
            .setReferencesCol("struct")
            .transform(table)
            .filter("lineage.copy > 0")
            .collectAsList();
    try (var made = new ImageCodec().decode(rows.get(0).getAs("image"))) {
      assertThat(made.toBytes()).containsOnly(90);
    }
  }

  @Test
  void aRowsOwnReferenceThatCannotBeUsedIsThatRowsFault() {
    var stage = stage(MATCH).setReferencesCol("look").setHandleInvalid("keep");
    assertThat(stage.transform(own(null)).first().<String>getAs("error"))
        .isEqualTo("Reference is null but must be there; drop the row");
    for (byte[] bad : new byte[][] {Images.truncated(), Images.text(), new byte[0]}) {
      assertThat(stage.transform(own(bad)).first().<String>getAs("error"))
          .matches("Reference \"companion\" cannot be used: .+; fix it or remove it");
    }
    assertThat(stage.setHandleInvalid("skip").transform(own(null)).count()).isZero();
    assertThatThrownBy(() -> stage.setHandleInvalid("error").transform(own(Images.text())).count())
        .hasStackTraceContaining("Row \"a\" cannot be used: Reference \"companion\" cannot be");
  }

  private static Dataset<Row> own(byte[] look) {
    return LocalSpark.session()
        .createDataFrame(List.of(RowFactory.create("a", Images.png(1), look)), OWN);
  }
}
