package dev.variegate.io.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class VocLawsTest extends AnnotationLaws {

  /** To the nearest pixels, one at least, all inside the image; with all that is known. */
  @Property(tries = 150)
  void vocKeepsBoxesToThePixelAndAttributes(@ForAll("crowds") Scene scene) {
    var read = voc(scene.labels(), scene.size());
    same(read.boxes(), scene.labels().boxes(), 1.001);
    for (int i = 0; i < read.boxes().size(); i++) {
      var box = read.boxes().get(i).shape();
      assertThat(box.width()).isGreaterThanOrEqualTo(1);
      assertThat(box.height()).isGreaterThanOrEqualTo(1);
      assertThat(box.left()).isNotNegative();
      assertThat(box.right()).isLessThanOrEqualTo(scene.size().width());
      assertThat(box.bottom()).isLessThanOrEqualTo(scene.size().height());
      assertThat(read.boxes().get(i).attributes())
          .containsAllEntriesOf(scene.labels().boxes().get(i).attributes())
          .containsKey("difficult");
    }
    assertThat(voc(read, scene.size())).isEqualTo(read);
  }
}
