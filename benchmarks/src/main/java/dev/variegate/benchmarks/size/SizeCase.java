package dev.variegate.benchmarks.size;

import java.nio.file.Path;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * A job of a size.
 *
 * @param title what the page calls it
 * @param small whether its images are of 48x32 pixels instead of 481x321
 * @param images that there are
 * @param classOf the class of an image by its number
 * @param plan in the job file
 * @param made images that there will be
 */
record SizeCase(
    String name,
    String title,
    boolean small,
    int images,
    IntUnaryOperator classOf,
    String plan,
    long made) {

  private static final String TURN =
      "{steps: [{flip: {axis: horizontal}}, {rotate: {degrees: [-10, 10]}}]}";

  static final List<SizeCase> ALL =
      List.of(
          new SizeCase(
              "small",
              "1,000,000 small images in 100 classes, one copy of each",
              true,
              1_000_000,
              i -> i % 100,
              "{copies: 1}",
              2_000_000),
          new SizeCase(
              "photographs",
              "100,000 photographs in 10 classes, one copy of each",
              false,
              100_000,
              i -> i % 10,
              "{copies: 1}",
              200_000),
          new SizeCase(
              "classes",
              "40,000 small images in 10,000 classes, brought to 20 each",
              true,
              40_000,
              i -> i % 10_000,
              "{target: 20}",
              200_000),
          new SizeCase(
              "folders",
              "50,000 small images in 1,000 folders, two copies of each",
              true,
              50_000,
              i -> i % 1000,
              "{copies: 2}",
              150_000),
          new SizeCase(
              "one",
              "a class of one photograph brought to 100,000 beside 1,000 of another class",
              false,
              1001,
              i -> i == 0 ? 0 : 1,
              "{target: {c00000: 100000}}",
              101_000));

  static SizeCase named(String name) {
    return ALL.stream()
        .filter(of -> of.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Case \"%s\" is unknown, must be plan, growth or one of %s; name one of these"
                        .formatted(name, ALL.stream().map(SizeCase::name).toList())));
  }

  /** The job file. */
  String job(Path root, Path input, Path output) {
    return """
        name: size
        input: {format: image-folder, path: %s}
        plan: %s
        methods: {classic: {policy: %s}}
        output: {format: parquet, path: %s, encoding: "jpeg:95"}
        seed: 1
        report: {path: %s}
        """
        .formatted(
            input,
            plan,
            small ? TURN : root.resolve("conf/policies/crop-224.yaml"),
            output,
            output.resolveSibling("report"));
  }
}
