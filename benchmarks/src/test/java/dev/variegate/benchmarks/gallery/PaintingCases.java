package dev.variegate.benchmarks.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.variegate.stage.StyleTransfer;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Photos that are painted. Mean colors are those of what ONNX Runtime alone makes of the first
 * photo, run from Python; with red and blue exchanged they are at least 2.4 away.
 */
final class PaintingCases {

  private static final double NEAR = 1.2;

  private PaintingCases() {}

  static void add(Map<String, Consumer<Hall>> cases) {
    cases.put("fns-candy-256", hall -> style(hall, "fns-candy-256", 170.3, 131.9, 106.5));
    cases.put("fns-mosaic-256", hall -> style(hall, "fns-mosaic-256", 175.8, 162.3, 154.8));
    cases.put(
        "fns-rain-princess-128", hall -> style(hall, "fns-rain-princess-128", 117.2, 95.1, 70.8));
    cases.put("fns-udnie-128", hall -> style(hall, "fns-udnie-128", 99.7, 100.4, 97.2));
    cases.put("adain", PaintingCases::painting);
  }

  private static void style(Hall hall, String model, double... colors) {
    var photo = Seen.of(photos(hall).get(0));
    var made = painted(hall, whole(hall, model)).get(0);
    requirePainted(photo, made);
    requireColors(made, colors);
  }

  /** All of the photo at once, as Python has it, and not in tiles. */
  private static StyleTransfer whole(Hall hall, String model) {
    return hall.replacing(new StyleTransfer(), model).setStrength("1").setFit("resize");
  }

  private static void painting(Hall hall) {
    var photo = Seen.of(photos(hall).get(0));
    var style = hall.data().resolve("paintings/vangogh/00001.jpg").toAbsolutePath().toString();
    var painter = hall.replacing(new StyleTransfer(), "adain").setStyles(style);
    var whole = painted(hall, painter.setStrength("1")).get(0);
    var little = painted(hall, painter.setStrength("0.3")).get(0);
    requirePainted(photo, whole);
    requireColors(whole, 129.4, 123.9, 70.2);
    requireColors(little, 112.7, 111.8, 56.3);
    assertThat(little.gap(photo)).isLessThan(whole.gap(photo) * 0.8);
  }

  private static List<byte[]> photos(Hall hall) {
    return List.copyOf(Hall.images(hall.images("photos", 1)).values());
  }

  private static List<Seen> painted(Hall hall, StyleTransfer painter) {
    return Hall.made(painter, hall.images("photos", 1)).stream().map(Seen::of).toList();
  }

  private static void requirePainted(Seen photo, Seen made) {
    assertThat(made.size()).isEqualTo(photo.size());
    assertThat(made.deviation()).isGreaterThan(30);
    assertThat(made.gap(photo)).isGreaterThan(20);
  }

  private static void requireColors(Seen made, double... colors) {
    for (int i = 0; i < 3; i++) {
      assertThat(made.means()[i]).as("mean of channel " + i).isCloseTo(colors[i], offset(NEAR));
    }
  }
}
