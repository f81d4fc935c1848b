package dev.variegate.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.variegate.base.DidYouMean;
import dev.variegate.base.SourceLocation;
import dev.variegate.form.Step;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.op.DrawContext;
import dev.variegate.op.OperationCatalog;
import dev.variegate.op.OperationDescriptor;
import dev.variegate.op.Reference;
import dev.variegate.op.References;
import dev.variegate.random.Seeds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;

/** Operations and their drawn steps as trees: a word and its parameters by name. */
public final class Operations {

  /** A single draw may change nothing. */
  private static final int DRAWS = 8;

  private Operations() {}

  public static List<String> words() {
    return OperationCatalog.load().words();
  }

  /** The operation with its ranges; what the tree leaves out is the operation's default. */
  public static Augmentation read(String word, JsonNode parameters, SourceLocation place) {
    var kind = kind(word, place);
    var values = new LinkedHashMap<>(kind.values(kind.defaults()));
    values.putAll(ParameterTree.read(place.value(word, parameters), kind.parameters()));
    return place.checked(() -> kind.augmentation(values));
  }

  /** The drawn step of an operation; nothing may be left out. */
  static Step readStep(String word, JsonNode numbers, SourceLocation place) {
    var kind = kind(word, place);
    var values = ParameterTree.readAll(place.value(word, numbers), kind.numbers());
    return place.checked(() -> kind.step(values));
  }

  public static String word(Augmentation operation) {
    return OperationCatalog.of(operation).word();
  }

  public static JsonNode write(Augmentation operation) {
    return ParameterTree.write(OperationCatalog.of(operation).values(operation));
  }

  public static String word(Step step) {
    return OperationCatalog.of(step).word();
  }

  static JsonNode write(Step step) {
    return ParameterTree.write(OperationCatalog.of(step).values(step));
  }

  /** Whether what is drawn for the operation holds a reference. */
  public static boolean takesReference(Augmentation operation) {
    return OperationCatalog.of(operation).numbers().containsValue(Reference.class);
  }

  /**
   * Whether it moves or hides what is in an image, by what it draws a few times; what cannot be
   * drawn so counts as moving.
   */
  public static boolean movesLabels(Augmentation operation) {
    return !takesReference(operation)
        && IntStream.range(0, DRAWS).anyMatch(place -> movesLabels(operation, place));
  }

  private static boolean movesLabels(Augmentation operation, int place) {
    var size = new Size(64, 48);
    try {
      var step = operation.draw(Seeds.generator(0, "labels", 0, place), DrawContext.of(size));
      var form = step.lower(size);
      return form.points().isPresent()
          || !form.holes().isEmpty()
          || !form.sizeAfter(size).equals(size);
    } catch (RuntimeException e) { // a user's own, or one that no shape can follow
      return true;
    }
  }

  /** The step with its references found again. */
  static Step withReferences(Step step, References references) {
    var kind = OperationCatalog.of(step);
    if (!kind.numbers().containsValue(Reference.class)) {
      return step;
    }
    var values = new LinkedHashMap<>(kind.values(step));
    values.replaceAll(
        (name, value) -> value instanceof Reference wanted ? references.find(wanted) : value);
    return kind.step(values);
  }

  private static OperationDescriptor kind(String word, SourceLocation place) {
    return OperationCatalog.builtIn()
        .find(word)
        .or(() -> OperationCatalog.load().find(word))
        .orElseThrow(
            () ->
                place.error(
                    "names the operation \"%s\"; %s"
                        .formatted(word, DidYouMean.among(word, words()))));
  }
}
