package dev.variegate.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.base.ConfigNode.Source;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigNodeTest {

  private static final Source FILE = Source.of("conf.yaml", IllegalStateException::new);

  private enum Mode {
    NAVIER_STOKES,
    TELEA
  }

  private static final Map<String, Function<ConfigNode, Object>> READINGS =
      Map.ofEntries(
          Map.entry("keys", ConfigNode::keys),
          Map.entry("only", node -> node.only(List.of("path", "size"))),
          Map.entry("nothing", node -> node.only(List.of())),
          Map.entry("text", ConfigNode::text),
          Map.entry("any", ConfigNode::anyText),
          Map.entry("int", ConfigNode::whole),
          Map.entry("count", node -> node.whole(1, 100)),
          Map.entry("long", node -> node.whole(Long.MIN_VALUE, Long.MAX_VALUE)),
          Map.entry("number", ConfigNode::number),
          Map.entry("least", node -> node.number(0)),
          Map.entry("flag", ConfigNode::flag),
          Map.entry("texts", ConfigNode::texts),
          Map.entry("names", ConfigNode::names),
          Map.entry("wholes", ConfigNode::wholes),
          Map.entry("numbers", ConfigNode::numbers),
          Map.entry("mappings", ConfigNode::mappings),
          Map.entry("enum", node -> node.word(Mode.class)),
          Map.entry("word", node -> node.word(List.of("parquet", "idx"))),
          Map.entry("exact", node -> node.word(List.of(Mode.values()), Enum::name)));

  private static ConfigNode root(String yaml) {
    return ConfigNode.root(Json.readYaml(yaml, FILE), "a: {b: 1}", FILE);
  }

  private static Object read(String reading, String value) {
    return READINGS.get(reading).apply(root("a: {b: %s}".formatted(value)).at("a").at("b"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "keys | {x: 1, y: } | [x, y]",
        "keys | `` | []",
        "keys | null | []",
        "text | words | words",
        "any | '' | ``",
        "int | -2147483648 | -2147483648",
        "int | 3.0 | 3",
        "count | 100 | 100",
        "long | -9223372036854775808 | -9223372036854775808",
        "number | 1 | 1.0",
        "least | 0.0 | 0.0",
        "flag | true | true",
        "texts | [a, b] | [a, b]",
        "names | [a, 7, true] | [a, 7, true]",
        "names | `` | []",
        "wholes | [1, -1] | [1, -1]",
        "numbers | [1, 0.5] | [1.0, 0.5]",
        "enum | navier-stokes | NAVIER_STOKES",
        "word | idx | idx",
        "exact | NAVIER_STOKES | NAVIER_STOKES"
      })
  void valuesAreReadByTheirTypes(String reading, String value, String read) {
    assertThat(read(reading, value)).hasToString(read);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "keys | 3 | is 3 but must be a mapping of keys; correct it",
        "only | {paht: x} | .paht is unknown; did you mean \"path\"? Known: path, size",
        "only | {weight: } | .weight is unknown; known: path, size",
        "nothing | {path: x} | .path is unknown; remove it",
        "text | 1.0 | is 1.0 but must be text in quotes; correct it",
        "text | ' ' | is \" \" but must be text; correct it",
        "text | `` | is missing but must be text; add it",
        "any | [x] | is [\"x\"] but must be text in quotes; correct it",
        "int | 1.5 | is 1.5 but must be a whole number; correct it",
        "int | many | is \"many\" but must be a whole number; correct it",
        "int | 1e999 | is \"Infinity\" but must be a whole number; correct it",
        "int | `` | is missing but must be a whole number; add it",
        "int | 2147483648 | is 2147483648 but must be within -2147483648..2147483647; correct it",
        "count | 0 | is 0 but must be a whole number of at least 1; correct it",
        "count | x | is \"x\" but must be a whole number of at least 1; correct it",
        "count | 101 | is 101 but must be within 1..100; correct it",
        "long | 99999999999999999999 | is 99999999999999999999 but must be within -9223372036854775808..9223372036854775807; correct it",
        "number | wide | is \"wide\" but must be a finite number; correct it",
        "number | -1e999 | is \"-Infinity\" but must be a finite number; correct it",
        "number | `` | is missing but must be a finite number; add it",
        "least | -1 | is -1 but must be a finite number of at least 0; correct it",
        "flag | 'yes' | is \"yes\" but must be true or false; correct it",
        "texts | x | is \"x\" but must be a list of texts; correct it",
        "texts | [x, 1] | [1] is 1 but must be text in quotes; correct it",
        "texts | `` | is missing but must be a list of texts; add it",
        "names | x | is \"x\" but must be a list of names; correct it",
        "names | [x, {}] | [1] is {} but must be a name; correct it",
        "wholes | [1.5] | [0] is 1.5 but must be a whole number; correct it",
        "wholes | 1 | is 1 but must be a list of whole numbers; correct it",
        "numbers | [1, x] | [1] is \"x\" but must be a finite number; correct it",
        "numbers | {} | is {} but must be a list of numbers; correct it",
        "mappings | {} | is {} but must be a list of mappings; correct it",
        "mappings | [{}, x] | [1] is \"x\" but must be a mapping of keys; correct it",
        "enum | talea | is \"talea\"; did you mean \"telea\"? Known: navier-stokes, telea",
        "enum | TELEA | is \"TELEA\"; did you mean \"telea\"? Known: navier-stokes, telea",
        "word | parket | is \"parket\"; did you mean \"parquet\"? Known: idx, parquet",
        "word | 1 | is 1 but must be text in quotes; correct it",
        "exact | telea | is \"telea\"; did you mean \"TELEA\"? Known: NAVIER_STOKES, TELEA"
      })
  void otherValuesAreRefusedWithTheirPlaceAndTheRule(String reading, String value, String message) {
    boolean inside = !message.startsWith("is ");
    int end = inside ? message.indexOf(' ') : 0;
    assertThatThrownBy(() -> read(reading, value))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "conf.yaml: key \"a.b%s\" %s"
                .formatted(message.substring(0, end), message.substring(end).strip()));
  }

  @Test
  void aKeyWithoutAValueIsAsGoodAsAbsent() {
    var root = root("{a: , b: null, c: 1}");
    assertThat(root.at("a").isGiven()).isFalse();
    assertThat(root.at("b").ifGiven(ConfigNode::text)).isEmpty();
    assertThat(root.at("none").at("below").ifGiven(ConfigNode::text)).isEmpty();
    assertThat(root.at("c").ifGiven(ConfigNode::whole)).contains(1);
  }

  @Test
  void itemsOfAListHaveTheirPlaces() {
    var items = root("{a: [{b: 1}, {b: x}]}").at("a").mappings();
    assertThat(items).extracting(ConfigNode::path).containsExactly("a[0]", "a[1]");
    assertThatThrownBy(() -> items.get(1).at("b").whole())
        .hasMessage("conf.yaml: key \"a[1].b\" is \"x\" but must be a whole number; correct it");
  }

  @Test
  void aTextThatIsNoMappingIsRefused() {
    for (var text : List.of("words", "[]", "")) {
      assertThatThrownBy(() -> root(text))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "conf.yaml holds no keys but must be a mapping such as \"a: {b: 1}\"; write one");
    }
  }

  @Test
  void whatAConstructorRefusesIsReportedWithThePlace() {
    var cause = new IllegalArgumentException("Size is 0 but must be 1 or more; raise it");
    assertThatThrownBy(
            () ->
                root("a: 0")
                    .at("a")
                    .checked(
                        () -> {
                          throw cause;
                        }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("conf.yaml: key \"a\": Size is 0 but must be 1 or more; raise it")
        .hasCause(cause);
    var other = new UncheckedIOException(new java.io.IOException());
    assertThatThrownBy(
            () ->
                root("a: 0")
                    .checked(
                        () -> {
                          throw other;
                        }))
        .isSameAs(other);
  }

  @Test
  void theSourceNamesValuesAndChoosesTheException() {
    var node = new ConfigNode(Json.read("{\"copies\": 0}", FILE), "methods.a", Source.PARAMS);
    assertThatThrownBy(() -> node.at("copies").whole(1, 9))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("methods.a.copies is 0 but must be a whole number of at least 1; correct it");
    assertThat(node).hasToString("methods.a");
    assertThat(node.with(Json.read("3", FILE)).whole()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{a: 1, a: 2} | has the key \"a\" twice (line 1) but must have it once; remove one",
        "[ | is not valid YAML (line 1: while parsing a flow node) but must be readable; fix that line"
      })
  void textsThatCannotBeReadAreRefusedByTheirSource(String yaml, String message) {
    assertThatThrownBy(() -> Json.readYaml(yaml, FILE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("conf.yaml " + message);
  }

  @Test
  void pythonsNumbersAreReadWhereAskedFor() {
    var tree = Json.readPython("{\"a\": -Infinity}", FILE);
    assertThat(tree.path("a").doubleValue()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThatThrownBy(() -> Json.read("{\"a\": -Infinity}", FILE))
        .hasMessageContaining("is not valid JSON");
  }

  @Test
  void anAliasIsNotTheTextOfItsName() {
    assertThatThrownBy(() -> Json.readYaml("in: &data images\nout: *data", FILE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "conf.yaml has the alias *data (line 2) but must be without any; write the value out");
    assertThat(Json.readYaml("in: &data images\nout: '*data'", FILE))
        .hasToString("{\"in\":\"images\",\"out\":\"*data\"}");
  }

  @Test
  void nothingIsNoName() {
    var node = ConfigNode.root(Json.readYaml("classes: [7, ~]", FILE), "a: b", FILE).at("classes");
    assertThatThrownBy(node::names)
        .hasMessage("conf.yaml: key \"classes[1]\" is missing but must be a name; add it");
  }
}
