package dev.variegate.benchmarks.data;

import java.util.List;

/** What is known of Fashion-MNIST. */
public final class FashionMnist {

  /** The classes, in the order of the label bytes. */
  public static final List<String> CLASSES =
      List.of(
          "t-shirt",
          "trouser",
          "pullover",
          "dress",
          "coat",
          "sandal",
          "shirt",
          "sneaker",
          "bag",
          "ankle-boot");

  private FashionMnist() {}
}
