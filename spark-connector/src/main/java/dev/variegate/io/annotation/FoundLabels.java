package dev.variegate.io.annotation;

import dev.variegate.label.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What was found of one image: the shapes that can be used, and what is wrong with others. */
final class FoundLabels {

  private final List<Labels> parts = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();

  /** Takes shapes, or notes why they cannot be used. */
  void add(Supplier<Labels> shapes) {
    try {
      parts.add(shapes.get());
    } catch (IllegalArgumentException e) {
      faults.add(e.getMessage());
    }
  }

  void fault(String message) {
    faults.add(message);
  }

  /** The shapes, those of each call of {@link #add} with object numbers of their own. */
  Labels labels() {
    return Labels.together(parts);
  }

  List<String> faults() {
    return faults;
  }
}
