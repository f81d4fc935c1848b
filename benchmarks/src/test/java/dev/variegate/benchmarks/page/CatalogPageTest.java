package dev.variegate.benchmarks.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.base.KebabCase;
import dev.variegate.model.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tests of this module run in the repository's root. */
class CatalogPageTest {

  private static final Path DOCS = Path.of("docs");

  private final String page;

  CatalogPageTest() throws IOException {
    page = Files.readString(DOCS.resolve("catalog.md"));
  }

  @Test
  void theTablesAreAsTheStagesAre() {
    assertThat(page)
        .as("docs/catalog.md is stale; run benchmarks/catalog.sh")
        .isEqualTo(CatalogPage.refreshed(page));
  }

  @Test
  void everyStageAndTheSharedParamsHaveATable() {
    var expected = new ArrayList<>(StageTables.ofServices().stages());
    expected.add(StageTables.SHARED);
    assertThat(CatalogPage.stages(page)).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void everyTaskOfABundleIsNamed() {
    for (var task : Task.values()) {
      assertThat(page).contains("`task: %s`".formatted(KebabCase.kebab(task)));
    }
  }

  @Test
  void everyImageAndPageThatIsLinkedIsThere() {
    assertThat(Pattern.compile("\\]\\(([^)#]+)(#[^)]*)?\\)").matcher(page).results())
        .isNotEmpty()
        .allSatisfy(link -> assertThat(DOCS.resolve(link.group(1))).exists());
  }

  @Test
  void anUnknownStageIsRefusedByName() {
    assertThatThrownBy(() -> CatalogPage.refreshed("<!-- params: ImageClasifier -->\n<!-- end -->"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Unknown stage \"ImageClasifier\"; known: shared, [");
  }
}
