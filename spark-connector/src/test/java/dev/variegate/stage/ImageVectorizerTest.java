package dev.variegate.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.junit.jupiter.api.Test;

class ImageVectorizerTest {

  private static final byte WHITE = (byte) 255;

  @Test
  void anImageBecomesItsSamplesFromZeroToOne() {
    byte[] png;
    try (var image =
        Image.ofBytes(2, 1, 3, WHITE, (byte) 0, (byte) 0, (byte) 0, (byte) 51, WHITE)) {
      png = new ImageCodec().encode(image, Encoding.parse("png"));
    }
    var table = Images.table(List.of(Images.row("k", png, "bag", "train")));
    var stage = new ImageVectorizer().setWidth(2).setHeight(1);
    Vector vector = stage.transform(table).first().getAs("features");
    assertThat(vector.toArray()).hasSize(6).startsWith(1.0, 0.0, 0.0, 0.0).endsWith(1.0);
    assertThat(vector.apply(4)).isBetween(0.1999, 0.2001);
  }

  @Test
  void refusesToGuessASize() {
    assertThatThrownBy(() -> new ImageVectorizer("v").transformSchema(Images.SCHEMA))
        .hasMessage("width of v is not set but must be; call setWidth");
    assertThatThrownBy(() -> new ImageVectorizer().setWidth(0))
        .hasMessage("width is 0 but must be at least 1; raise it");
  }

  @Test
  void refusesAnOutputColumnThatIsThere() {
    assertThatThrownBy(
            () -> Specimens.vectorizer().setOutputCol("label").transformSchema(Images.SCHEMA))
        .hasMessage(
            "Column \"label\" of outputCol is there already but must be new; drop it or set outputCol to another name");
  }
}
