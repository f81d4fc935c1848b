package dev.variegate.io.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class ForeignVocTest extends ForeignAnnotations {

  @Test
  void namesWithSpacesAndMarksStandInListsOfVoc() {
    var xml =
        "<annotation><object><name>n</name><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>2</xmax><ymax>2</ymax></bndbox></object></annotation>";
    for (var name : List.of("my photo 1", "my photo", "plain", "both")) {
      images("JPEGImages/" + name + ".png");
      file("Annotations/" + name + ".xml", "\uFEFF" + xml);
    }
    file("ImageSets/Main/train.txt", "\uFEFFmy photo 1\r\nplain  -1\r\n\r\nplain\r\nboth\r\n");
    file("ImageSets/Main/val.txt", "both 1\n");
    var rows = read(new VocFolder(root.toString(), "keep"));
    assertThat(rows.select("key", "split", "error").orderBy("key").collectAsList())
        .map(Row::toString)
        .containsExactly(
            "[both.png,train,VOC image \"both\" stands in the lists of train and val but must be in one; remove it from the others]",
            "[my photo 1.png,train,null]",
            "[my photo.png,null,null]",
            "[plain.png,train,null]");
    assertThat(read(new VocFolder(root.toString(), "skip")).count()).isEqualTo(3);
    assertThatThrownBy(() -> read(new VocFolder(root.toString())).collectAsList())
        .rootCause()
        .hasMessageEndingWith("must be in one; remove it from the others" + REMEDY);
  }
}
