package dev.variegate.io.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.image.Size;
import dev.variegate.label.LabeledShape;
import dev.variegate.label.Labels;
import dev.variegate.label.Polygon;
import dev.variegate.label.RunLengthMask;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CocoLawsTest extends AnnotationLaws {

  @Property(tries = 150)
  void cocoKeepsAll(@ForAll("crowds") Scene scene) {
    var read = coco(scene.labels(), scene.size());
    same(read.boxes(), scene.labels().boxes(), 1e-9);
    assertThat(read.boxes()).extracting(LabeledShape::attributes).isEqualTo(known(scene.labels()));
    same(read.polygons(), scene.labels().polygons());
    assertThat(read.points()).isEqualTo(scene.labels().points());
  }

  private static List<Map<String, String>> known(Labels labels) {
    return labels.boxes().stream().map(LabeledShape::attributes).toList();
  }

  @Property(tries = 150)
  void cocoKeepsMasksToThePixel(@ForAll("masks") Scene scene) {
    var read = coco(scene.labels(), scene.size());
    assertThat(read.polygons()).isEqualTo(scene.labels().polygons());
  }

  @Provide
  Arbitrary<Scene> masks() {
    return Arbitraries.randomValue(
        random -> {
          var size = new Size(1 + random.nextInt(20), 1 + random.nextInt(20));
          var polygons = new ArrayList<LabeledShape<Polygon>>();
          for (int object = 0; object < 3; object++) {
            long first = random.nextInt((int) size.pixels());
            long run = 1L + random.nextInt((int) (size.pixels() - first));
            var mask =
                RunLengthMask.of(
                    size.height(), size.width(), first, run, size.pixels() - first - run);
            for (var polygon : mask.polygons()) {
              polygons.add(
                  new LabeledShape<>(
                      polygon, "dog", object, Map.of("iscrowd", "1", "segmentation", "rle")));
            }
          }
          return new Scene(size, new Labels(List.of(), polygons, List.of()));
        });
  }
}
