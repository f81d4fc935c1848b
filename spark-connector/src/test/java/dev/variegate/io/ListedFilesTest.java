package dev.variegate.io;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.testing.Jobs;
import dev.variegate.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListedFilesTest {

  @TempDir Path root;

  @Test
  void partitionsGetAsMuchOfEveryPartOfTheInput() {
    var keys = IntStream.range(0, 1000).mapToObj(i -> (i < 700 ? "common/" : "rare/") + i).toList();
    var dealt = ListedFiles.dealt(keys, 8);
    assertThat(dealt).hasSize(8).allSatisfy(some -> assertThat(some).hasSizeBetween(118, 132));
    assertThat(dealt.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(keys);
    assertThat(dealt)
        .allSatisfy(
            some ->
                assertThat(some.stream().filter(key -> key.startsWith("rare/")).toList())
                    .hasSizeBetween(30, 45));
    assertThat(ListedFiles.dealt(List.of("a", "b", "c"), 2))
        .containsExactly(List.of("a", "c"), List.of("b"));
  }

  /** Spark would list so many folders by a job of a task for each. */
  @Test
  void manyFoldersAreListedOnceWithoutAJob() throws IOException {
    for (int i = 0; i < 40; i++) {
      var folder = Files.createDirectories(root.resolve("class" + i));
      Files.write(folder.resolve("1.png"), new byte[] {1, 2, 3});
    }
    var spark = LocalSpark.session();
    assertThat(Jobs.during(() -> new ImageFolder(root.toString()).read(spark))).isZero();
    assertThat(new ImageFolder(root.toString()).read(spark).count()).isEqualTo(40);
  }

  @Test
  void aFileIsReadWhereItsImageIsAskedFor() throws IOException {
    for (var name : List.of("train/a/1.png", "test/a/2.png")) {
      Files.createDirectories(root.resolve(name).getParent());
      Files.write(root.resolve(name), new byte[] {1, 2, 3});
    }
    var images = new ImageFolder(root.toString()).read(LocalSpark.session());
    Files.delete(root.resolve("test/a/2.png"));
    assertThat(images.select("key", "label").collectAsList()).hasSize(2);
    assertThat(images.where("split = 'train'").select("image").collectAsList()).hasSize(1);
  }
}
