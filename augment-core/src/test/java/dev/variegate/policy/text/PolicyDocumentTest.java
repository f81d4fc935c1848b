package dev.variegate.policy.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.variegate.base.KebabCase;
import dev.variegate.op.OperationCatalog;
import dev.variegate.op.OperationDescriptor;
import dev.variegate.recipe.ParameterTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The page on policies: its examples are read, its list of operations is the catalog's. */
class PolicyDocumentTest {

  private static final Path ROOT = Path.of(System.getProperty("variegate.root"));
  private static final Path PAGE = ROOT.resolve("docs/policy.md");
  private static final Path FRESH = ROOT.resolve("augment-core/target/policy.md");
  private static final String START = "<!-- operations: made from the sources -->\n";

  /** A link to a constant, which policies write as a word. */
  private static final Pattern CONSTANT = Pattern.compile("\\{@link \\w+#([A-Z0-9]+)\\}");

  private static final Pattern EXAMPLE =
      Pattern.compile("```(?:yaml|json)\\n(.*?)```", Pattern.DOTALL);

  @Test
  void itsExamplesAreRead() throws IOException {
    var examples = EXAMPLE.matcher(Files.readString(PAGE)).results().map(m -> m.group(1)).toList();
    assertThat(examples).hasSizeGreaterThan(1);
    for (var example : examples) {
      assertThat(PolicyFile.read(example, "docs/policy.md").steps()).isNotEmpty();
    }
  }

  @Test
  void itsListOfOperationsIsFresh() throws IOException {
    var page = Files.readString(PAGE);
    var written = page.substring(0, page.indexOf(START)) + START + operations();
    Files.writeString(FRESH, written);
    assertThat(written).as("tags of Javadoc").doesNotContain("{@");
    assertThat(page)
        .as("docs/policy.md is stale; replace it by augment-core/target/policy.md")
        .isEqualTo(written);
  }

  /** The sheets that {@link OperationImagesTest} draws. */
  static String images() {
    return IntStream.rangeClosed(1, OperationImagesTest.count())
        .mapToObj("\n![Two draws of each operation](operations/operations-%d.jpg)\n"::formatted)
        .collect(Collectors.joining());
  }

  private static String operations() throws IOException {
    var text = new StringBuilder(images());
    var catalog = OperationCatalog.load();
    for (var word : catalog.words()) {
      text.append(operation(catalog.find(word).orElseThrow()));
    }
    return text.toString();
  }

  private static String operation(OperationDescriptor kind) throws IOException {
    var name = kind.augmentation().getName().replace('.', '/');
    var source = ROOT.resolve("augment-core/src/main/java/" + name + ".java");
    var lines = javadoc(Files.readString(source)).split("\\n@param ", -1);
    var meanings = new LinkedHashMap<String, String>();
    for (int i = 1; i < lines.length; i++) {
      var parameter = lines[i].split("\\s+", 2);
      meanings.put(KebabCase.kebab(parameter[0]), oneLine(parameter[1]));
    }
    return "\n### %s\n\n%s\n%s"
        .formatted(
            kind.word(),
            oneLine(lines[0].replaceAll("(?s)<p>Reference.*", "")),
            table(kind, meanings));
  }

  private static String table(OperationDescriptor kind, Map<String, String> meanings) {
    assertThat(meanings.keySet()).as(kind.word()).isEqualTo(kind.parameters().keySet());
    if (meanings.isEmpty()) {
      return "\nNo parameters.\n";
    }
    var defaults = kind.values(kind.defaults());
    var text = new StringBuilder("\n| parameter | default | meaning |\n| --- | --- | --- |\n");
    meanings.forEach(
        (name, meaning) ->
            text.append(
                "| `%s` | `%s` | %s%s |\n"
                    .formatted(
                        name,
                        number(ParameterTree.write(defaults.get(name))),
                        meaning,
                        words(kind.parameters().get(name)))));
    return text.toString();
  }

  private static String words(Class<?> type) {
    return type.isEnum()
        ? Arrays.stream(type.getEnumConstants())
            .map(constant -> "`%s`".formatted(KebabCase.kebab((Enum<?>) constant)))
            .collect(Collectors.joining(", ", ": ", ""))
        : "";
  }

  /** As people write numbers: no {@code .0}, and no more than four places. */
  private static String number(JsonNode value) {
    return Pattern.compile("-?\\d+\\.\\d+")
        .matcher(value.isTextual() ? value.textValue() : value.toString())
        .replaceAll(
            found -> "%.4f".formatted(Double.parseDouble(found.group())).replaceAll("\\.?0+$", ""))
        .replace(",", ", ");
  }

  /** The comment on the record, without its stars. */
  private static String javadoc(String source) {
    int record = source.indexOf("\npublic record ");
    var comment =
        source.substring(source.lastIndexOf("/**", record) + 3, source.lastIndexOf("*/", record));
    return comment.replaceAll("(?m)^ *\\* ?", "").strip();
  }

  private static String oneLine(String javadoc) {
    var line = javadoc.replaceAll("<p>", "").replaceAll("\\s+", " ").strip();
    var linked =
        CONSTANT
            .matcher(line)
            .replaceAll(link -> "`%s`".formatted(link.group(1).toLowerCase(Locale.ROOT)));
    return linked.replaceAll("\\{@(?:code|link) ([^}]*)\\}", "`$1`");
  }
}
