package dev.variegate.job.report;

import dev.variegate.train.LossCurve;
import dev.variegate.train.LossCurve.Point;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One loss over the epochs of a training as a line chart in SVG: training and validation.
 *
 * @param epochs the last epoch that is shown
 * @param low the value at the lower edge
 * @param high the value at the upper edge
 * @param step between marks of values
 */
record LossChart(
    String loss, List<Point> points, int epochs, double low, double high, double step) {

  static final int WIDTH = 420;
  static final int HEIGHT = 250;
  static final int LEFT = 56;
  static final int RIGHT = WIDTH - 14;
  static final int TOP = 12;
  static final int BOTTOM = HEIGHT - 40;

  private static final int TICKS = 5;

  /** Up to so many epochs, each has its mark. */
  private static final int EACH = 12;

  /** A mark of an axis: where it is, in pixels, and its text. */
  record Tick(double at, String text) {}

  /** A chart for each loss, in the order in which they are first named. */
  static List<LossChart> of(LossCurve losses) {
    int epochs = losses.points().stream().mapToInt(Point::epoch).max().orElse(1);
    return losses.points().stream()
        .collect(Collectors.groupingBy(Point::loss, LinkedHashMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(of -> of(of.getKey(), of.getValue(), epochs))
        .toList();
  }

  private static LossChart of(String loss, List<Point> points, int epochs) {
    double least = points.stream().mapToDouble(Point::value).min().orElse(0);
    double most = points.stream().mapToDouble(Point::value).max().orElse(1);
    double step = step(Math.max(most - least, Math.max(Math.abs(most), 1e-9) * 1e-3));
    return new LossChart(
        loss,
        List.copyOf(points),
        epochs,
        step * Math.floor(least / step),
        step * (Math.floor(most / step) + 1),
        step);
  }

  /** Between two marks: 1, 2 or 5 times a power of ten. */
  private static double step(double range) {
    double rough = range / TICKS;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double times = rough / power;
    return power * (times <= 1 ? 1 : times <= 2 ? 2 : times <= 5 ? 5 : 10);
  }

  /** The phases that it shows. */
  List<String> phases() {
    return points.stream().map(Point::phase).distinct().toList();
  }

  /** The points of a phase, as SVG has them in a polygonal line. */
  String line(String phase) {
    return of(phase).stream()
        .map(point -> number(x(point.epoch())) + "," + number(y(point.value())))
        .collect(Collectors.joining(" "));
  }

  /** The points of a phase. */
  List<Point> of(String phase) {
    return points.stream().filter(point -> point.phase().equals(phase)).toList();
  }

  double x(int epoch) {
    return epochs == 1
        ? (LEFT + RIGHT) / 2.0
        : LEFT + (double) (RIGHT - LEFT) * (epoch - 1) / (epochs - 1);
  }

  double y(double value) {
    return BOTTOM - (BOTTOM - TOP) * (value - low) / (high - low);
  }

  List<Tick> values() {
    var ticks = new ArrayList<Tick>();
    for (double value = low; value < high + step / 2; value += step) {
      ticks.add(new Tick(y(value), shown(value, step)));
    }
    return ticks;
  }

  List<Tick> epochTicks() {
    int step = epochs <= EACH ? 1 : (int) Math.ceil(step(epochs));
    var ticks = new ArrayList<Tick>();
    for (int epoch = step; epoch <= epochs; epoch += step) {
      ticks.add(new Tick(x(epoch), Integer.toString(epoch)));
    }
    return ticks;
  }

  private static String shown(double value, double step) {
    int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    double rounded = Math.abs(value) < step / 2 ? 0 : value;
    return String.format(Locale.ROOT, "%,." + decimals + "f", rounded);
  }

  /** With one decimal, which a screen needs. */
  static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  static String color(String phase) {
    return phase.equals("train") ? "#1a73e8" : "#e8710a";
  }
}
