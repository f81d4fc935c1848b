package dev.variegate.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The mean losses of each epoch of a training, as a table. */
public final class LossCurve {

  /** One loss of one epoch; {@code seconds} is the time the whole training had taken by then. */
  public record Point(String phase, int epoch, String loss, double value, double seconds) {}

  private final List<Point> points = new ArrayList<>();

  public void add(Point point) {
    points.add(point);
  }

  public List<Point> points() {
    return List.copyOf(points);
  }

  /** Reads what {@link #csv} writes. */
  public static LossCurve read(String csv) {
    var curve = new LossCurve();
    csv.lines()
        .skip(1)
        .map(line -> line.split(",", -1))
        .forEach(
            at ->
                curve.add(
                    new Point(
                        at[0],
                        Integer.parseInt(at[1]),
                        at[2],
                        Double.parseDouble(at[3]),
                        Double.parseDouble(at[4]))));
    return curve;
  }

  /** Comma-separated, one point a line below a line of names. */
  public String csv() {
    return points.stream()
        .map(
            p ->
                String.format(
                    Locale.ROOT,
                    "%s,%d,%s,%.5f,%.0f%n",
                    p.phase(),
                    p.epoch(),
                    p.loss(),
                    p.value(),
                    p.seconds()))
        .collect(Collectors.joining("", "phase,epoch,loss,value,seconds\n", ""));
  }
}
