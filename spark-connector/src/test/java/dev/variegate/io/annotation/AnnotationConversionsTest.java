package dev.variegate.io.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class AnnotationConversionsTest extends AnnotationLaws {

  /** What VOC holds survives the way over it, and what YOLO holds the way over COCO. */
  @Property(tries = 150)
  void conversionsKeepWhatTheTableSays(@ForAll("scenes") Scene scene) {
    var coco = coco(scene.labels(), scene.size());
    var back = coco(voc(coco, scene.size()), scene.size());
    same(back.boxes(), scene.labels().boxes(), 1.001);
    for (int i = 0; i < back.boxes().size(); i++) {
      assertThat(back.boxes().get(i).attributes())
          .containsAllEntriesOf(scene.labels().boxes().get(i).attributes());
    }
    for (var form : List.of(AnnotationFormat.YOLO, AnnotationFormat.YOLO_SEGMENTATION)) {
      var text = yolo(scene, form);
      var over =
          coco(
              labels(AnnotatedImages.yoloText(CLASSES).read(text, scene.size(), "a")),
              scene.size());
      assertThat(yolo(new Scene(scene.size(), over), form)).isEqualTo(text);
    }
  }
}
