package dev.variegate.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.variegate.op.Augmentation;
import dev.variegate.op.Step;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The operations that a policy file can name, by their words. */
final class Operations {

  private static final Map<String, Class<? extends Record>> BY_WORD = byWord();

  private Operations() {}

  static Set<String> words() {
    return Collections.unmodifiableSet(BY_WORD.keySet());
  }

  static String word(Class<?> operation) {
    return RecordCodec.kebab(operation.getSimpleName());
  }

  /** The operation with its ranges; what the tree leaves out is the operation's default. */
  static Augmentation read(String word, JsonNode parameters, Place place) {
    var type = BY_WORD.get(word);
    return (Augmentation)
        RecordCodec.read(parameters, type, Optional.of(standard(type)), word, place);
  }

  static JsonNode write(Augmentation operation) {
    return RecordCodec.write(record(operation));
  }

  /** The word of the operation that drew the step: steps are records inside their operation. */
  static String stepWord(Step step) {
    return word(record(step).getClass().getEnclosingClass());
  }

  static JsonNode writeStep(Step step) {
    return RecordCodec.write(record(step));
  }

  /** The drawn step of an operation; nothing may be left out. */
  static Step readStep(String word, JsonNode numbers, Place place) {
    var operation = BY_WORD.get(word);
    if (operation == null) {
      throw place.error(
          "names the operation \"%s\"; %s".formatted(word, DidYouMean.among(word, words())));
    }
    var drawn =
        Arrays.stream(operation.getDeclaredClasses())
            .filter(Step.class::isAssignableFrom)
            .findFirst()
            .orElseThrow()
            .<Record>asSubclass(Record.class);
    return (Step) RecordCodec.read(numbers, drawn, Optional.empty(), word, place);
  }

  private static Record record(Object value) {
    if (value instanceof Record record) {
      return record;
    }
    throw new IllegalArgumentException(
        "%s is not a record, must be one to be written; make it a record of its numbers"
            .formatted(value.getClass().getName()));
  }

  private static <T extends Record> T standard(Class<T> type) {
    try {
      return type.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("%s must have a constructor of defaults".formatted(type), e);
    }
  }

  private static Map<String, Class<? extends Record>> byWord() {
    var map = new TreeMap<String, Class<? extends Record>>();
    for (var type : Augmentation.class.getPermittedSubclasses()) {
      if (type.isRecord()) {
        map.put(word(type), type.asSubclass(Record.class));
      }
    }
    return map;
  }
}
