package dev.variegate.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.variegate.base.ConfigNode;
import dev.variegate.stage.MethodStageFactory;
import dev.variegate.stage.balance.MethodEntry;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The methods of a job file: a mapping of names to entries, as {@link
 * dev.variegate.stage.ClassBalancer} has them, but a policy may be the name of a file.
 *
 * @param methods the mapping
 */
record MethodsSection(ConfigNode methods) {

  private static final String POLICY = "policy";

  /** What stands for a policy that is not read yet. */
  private static final String ANY = "steps: [flip]";

  /** Reads the entries as far as it can be done without their policies' files. */
  static MethodsSection read(ConfigNode methods) {
    var section = new MethodsSection(methods);
    section.entries(file -> ANY);
    return section;
  }

  /** The entries that make something. */
  List<MethodEntry> entries(Function<String, String> policyText) {
    try {
      return MethodStageFactory.read(methods.with(withTexts(policyText)));
    } catch (BadJobException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new BadJobException(e.getMessage(), e);
    }
  }

  /** Whether an entry has a gate. */
  boolean gated() {
    return entries(file -> ANY).stream().anyMatch(entry -> entry.gate().judges());
  }

  /** The mapping with the text of each policy in place of the name of its file. */
  JsonNode withTexts(Function<String, String> policyText) {
    var copy = methods.tree().deepCopy();
    copy.forEach(
        entry -> {
          setText(entry, policyText);
          entry.path("then").forEach(link -> setText(link, policyText));
        });
    return copy;
  }

  private static void setText(JsonNode entry, Function<String, String> policyText) {
    if (entry instanceof ObjectNode mapping && mapping.path(POLICY).isTextual()) {
      mapping.put(POLICY, policyText.apply(mapping.get(POLICY).textValue()));
    }
  }

  /** What the entries are, for people: by name, the file, the model, or the method. */
  Map<String, String> reported(List<MethodEntry> entries) {
    return entries.stream()
        .collect(
            Collectors.toMap(
                MethodEntry::name,
                entry ->
                    "%s (weight %s)"
                        .formatted(what(methods.at(entry.name()).tree()), entry.weight())
                        .strip(),
                (a, b) -> a,
                java.util.LinkedHashMap::new));
  }

  private static String what(JsonNode entry) {
    var file = entry.path(POLICY).isTextual() ? entry.path(POLICY) : entry.path("model");
    var then =
        StreamSupport.stream(entry.path("then").spliterator(), false)
            .map(link -> ", then %s %s".formatted(link.path("method").asText(), what(link)).strip())
            .collect(Collectors.joining(" "));
    return file.asText() + then;
  }
}
