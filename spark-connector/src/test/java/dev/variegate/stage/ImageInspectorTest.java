package dev.variegate.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.variegate.codec.ImageCodec;
import dev.variegate.quality.ImageStatistics;
import org.junit.jupiter.api.Test;

class ImageInspectorTest {

  @Test
  void addsThePropertiesOfTheImageOfEachRow() {
    var rows = new ImageInspector().transform(Images.unbalanced()).collectAsList();
    assertThat(rows).isNotEmpty();
    for (var row : rows) {
      byte[] encoded = row.getAs("image");
      var statistics = row.getStruct(row.fieldIndex("statistics"));
      assertThat(statistics.schema()).isEqualTo(ImageInspector.TYPE);
      try (var image = new ImageCodec().decode(encoded)) {
        var expected = ImageStatistics.of(image);
        for (var property : ImageStatistics.PROPERTIES) {
          assertThat(statistics.<Object>getAs(property.name()))
              .as(property.name())
              .isEqualTo(property.of().apply(expected));
        }
        assertThat((int) statistics.<Integer>getAs("width")).isEqualTo(expected.width());
        assertThat((long) statistics.<Long>getAs("bytes")).isEqualTo(encoded.length);
        assertThat((double) statistics.<Double>getAs("brightness"))
            .isCloseTo(expected.brightness(), offset(0.0));
        assertThat((double) statistics.<Double>getAs("sharpness"))
            .isCloseTo(expected.sharpness(), offset(0.0));
      }
    }
  }
}
