package dev.variegate.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.label.LabelRules;
import dev.variegate.label.LabeledShape;
import dev.variegate.label.Labels;
import dev.variegate.label.Point;
import dev.variegate.op.color.Brightness;
import dev.variegate.op.dropout.Cutout;
import dev.variegate.op.geometric.Flip;
import dev.variegate.random.Seeds;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecipeTest {

  @Test
  void writesEachStepAsItsWordWithItsNumbers() {
    var recipe = new Recipe(List.of(new Brightness.At(1.25)));
    assertThat(recipe.json()).isEqualTo("[{\"brightness\":{\"factor\":1.25}}]");
    assertThat(Recipe.fromJson(recipe.json(), "test")).isEqualTo(recipe);
  }

  @Test
  void anEmptyRecipeCopiesTheImage() {
    var recipe = new Recipe(List.of());
    assertThat(Recipe.fromJson(recipe.json(), "test")).isEqualTo(recipe);
    try (var image = Image.ofBytes(2, 1, 1, (byte) 3, (byte) 4);
        var copy = recipe.apply(image)) {
      assertThat(copy).isNotSameAs(image);
      assertThat(copy.sameSamples(image)).isTrue();
    }
  }

  @Test
  void appliesInOrderAndLeavesItsInputOpen() {
    var random = Seeds.generator(1, "key", 1, 0);
    try (var image = Image.ofBytes(2, 1, 1, (byte) 10, (byte) 100);
        var changed =
            new Recipe(List.of(new Brightness.At(2), new Flip().draw(random, image.size())))
                .apply(image)) {
      assertThat(changed.toBytes()).containsExactly((byte) 200, (byte) 20);
      assertThat(image.toBytes()).containsExactly((byte) 10, (byte) 100);
    }
  }

  @Test
  void refusesAReferenceThatIsNone() {
    assertThatThrownBy(
            () ->
                Recipe.fromJson(
                    "[{\"histogram-matching\":{\"reference\":\"a.jpg\",\"strength\":1}}]", "row 3"))
        .hasMessage(
            "Recipe step 1 in row 3: key \"histogram-matching.reference\" is \"a.jpg\" but must be a mapping of keys; correct it");
  }

  @Test
  void refusesTextThatIsNoRecipe() {
    assertThatThrownBy(() -> Recipe.fromJson("{}", "row 3"))
        .hasMessage(
            "Recipe in row 3 is {} but must be a list of drawn steps; pass what json() wrote");
    assertThatThrownBy(() -> Recipe.fromJson("", "row 3"))
        .hasMessage(
            "Recipe in row 3 is  but must be a list of drawn steps; pass what json() wrote");
    assertThatThrownBy(() -> Recipe.fromJson("[{}]", "row 3"))
        .hasMessage(
            "Recipe step 1 in row 3 is {} but must be one operation with its numbers; pass what json() wrote");
    assertThatThrownBy(() -> Recipe.fromJson("[{\"brightness\":{}}]", "row 3"))
        .hasMessage(
            "Recipe step 1 in row 3: key \"brightness.factor\" is missing but must be a finite number; add it");
    assertThatThrownBy(() -> Recipe.fromJson("[{\"brigthness\":{\"factor\":1}}]", "row 3"))
        .hasMessageStartingWith(
            "Recipe step 1 in row 3 names the operation \"brigthness\"; did you mean \"brightness\"? Known: ");
  }

  @Test
  void whatAHoleHidesIsDroppedWhereItLiesInTheEnd() {
    var size = new Size(20, 10);
    var recipe =
        new Recipe(
            List.of(
                new Flip.At(Flip.Axis.HORIZONTAL),
                new Cutout.At(0, 0, 10, 0),
                new Flip.At(Flip.Axis.HORIZONTAL)));
    var left = new LabeledShape<>(new Point(3, 5), "left");
    var right = new LabeledShape<>(new Point(17, 5), "right");
    var labels = new Labels(List.of(), List.of(), List.of(left, right));
    assertThat(recipe.apply(labels, size, new LabelRules()).points()).containsExactly(left);
  }
}
