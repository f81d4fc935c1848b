package dev.variegate.benchmarks.operations;

import dev.variegate.codec.ImageCodec;
import dev.variegate.form.Form;
import dev.variegate.form.Fusion;
import dev.variegate.form.Step;
import dev.variegate.image.Image;
import dev.variegate.image.Interpolation;
import dev.variegate.image.OpenCvThreads;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.op.DrawContext;
import dev.variegate.op.OperationCatalog;
import dev.variegate.op.References;
import dev.variegate.op.color.Invert;
import dev.variegate.op.geometric.Resize;
import dev.variegate.random.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Measures every operation on one thread beside OpenCV's own calls and beside the figure of a peer,
 * then what fusion gains in time and in sharpness. Prints the page {@code
 * docs/operations-speed.md}.
 */
public final class OperationBenchmark {

  private static final Size SIZE = new Size(512, 512);

  /** Steps drawn beforehand for each operation, for drawing is not OpenCV's part. */
  private static final int DRAWN = 64;

  private OperationBenchmark() {}

  /** Takes an image file and the file of the page. */
  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      System.err.println("usage: OperationBenchmark IMAGE PAGE");
      System.exit(2);
    }
    OpenCvThreads.limit(1);
    try (var image = image(Path.of(args[0]))) {
      var page = new SpeedPage(Calibration.measure(image));
      for (var word : OperationCatalog.builtIn().words()) {
        var row = row(word, image);
        page.add(row);
        System.err.printf("%-24s %s%n", word, row.turns());
      }
      for (var chain : Chain.ALL) {
        page.add(chain.measure(image));
      }
      page.add(TurnedAndBack.measure(image));
      Files.writeString(Path.of(args[1]), page.text());
    }
    System.err.println("Wrote " + args[1]);
  }

  private static Image image(Path file) throws IOException {
    try (var decoded = new ImageCodec().decode(Files.readAllBytes(file))) {
      return new Resize.At(SIZE.width(), SIZE.height(), Interpolation.BICUBIC)
          .lower(decoded.size())
          .apply(decoded);
    }
  }

  private static SpeedPage.Row row(String word, Image image) {
    var defaults = OperationCatalog.builtIn().find(word).orElseThrow().defaults();
    var turns = turns(steps(defaults, image), image);
    var peer = Peer.of(word);
    var alike = peer.flatMap(Peer::alike).map(same -> turns(steps(same, image), image));
    return new SpeedPage.Row(word, turns, peer, alike);
  }

  private static List<Step> steps(Augmentation operation, Image image) {
    var subject = DrawContext.of(image.size()).with(reference(image));
    return IntStream.range(0, DRAWN)
        .mapToObj(i -> operation.draw(Seeds.generator(i, "speed", 1, 0), subject))
        .toList();
  }

  /** The image's negative; it is measured once, as a task does. */
  private static References reference(Image image) {
    try (var negative = new Invert.At().lower(image.size()).apply(image)) {
      return References.of(List.of()).own(negative);
    }
  }

  private static Turns turns(List<Step> steps, Image image) {
    Turns.Work ours = number -> Fusion.apply(forms(steps, number, image), image).close();
    return DirectCalls.of(steps.get(0))
        .map(
            call ->
                Turns.of(ours, number -> call.run(steps.get(number % DRAWN), image.mat()).close()))
        .orElseGet(() -> Turns.of(ours));
  }

  private static List<Form> forms(List<Step> steps, int number, Image image) {
    return List.of(steps.get(number % DRAWN).lower(image.size()));
  }
}
