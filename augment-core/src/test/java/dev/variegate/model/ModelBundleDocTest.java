package dev.variegate.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.variegate.base.KebabCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ModelBundleDocTest {

  private final String page;

  ModelBundleDocTest() throws IOException {
    page = Files.readString(Path.of(System.getProperty("variegate.root"), "docs/model-bundle.md"));
  }

  @Test
  void everyExampleIsADescriptionThatLoads() {
    var examples =
        Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(page).results().toList();
    assertThat(examples).hasSize(Task.values().length + 2); // codes and conditions besides
    for (var example : examples) {
      assertThatNoException().isThrownBy(() -> DescriptionFile.read(example.group(1), "the page"));
    }
  }

  @Test
  void everyAcceptedKeyIsExplainedAndNoOther() {
    assertThat(keysUnder("## Keys of the file")).hasSameElementsAs(DescriptionFile.KEYS);
    assertThat(keysUnder("## Keys of a file's entry")).hasSameElementsAs(DescriptionFile.FILE_KEYS);
    assertThat(keysUnder("## Keys of `training`")).hasSameElementsAs(DescriptionFile.TRAINING_KEYS);
    assertThat(keysUnder("## Keys of a network")).hasSameElementsAs(DescriptionFile.NETWORK_KEYS);
    assertThat(keysUnder("## Keys of a tensor")).hasSameElementsAs(DescriptionFile.TENSOR_KEYS);
    DescriptionFile.MEANINGS.forEach(
        (meaning, keys) ->
            assertThat(keysUnder("### Keys of the meaning `%s`".formatted(meaning)))
                .as(meaning)
                .hasSameElementsAs(keys));
  }

  @Test
  void everyAcceptedWordIsNamed() {
    for (var type :
        List.of(
            Task.class,
            Engine.class,
            NetworkRole.class,
            ElementType.class,
            TensorRole.Levels.class,
            TensorRole.Channels.class,
            TensorRole.Distribution.class,
            TensorRole.Form.class)) {
      for (var constant : type.getEnumConstants()) {
        assertThat(page).contains("`" + KebabCase.kebab(constant) + "`");
      }
    }
  }

  private List<String> keysUnder(String heading) {
    assertThat(page).contains("\n" + heading + "\n");
    var section = page.substring(page.indexOf("\n" + heading + "\n") + heading.length() + 2);
    int end = section.indexOf("\n#");
    return Pattern.compile("(?m)^\\| `([a-z0-9-]+)` \\|")
        .matcher(end < 0 ? section : section.substring(0, end))
        .results()
        .map(row -> row.group(1))
        .toList();
  }
}
