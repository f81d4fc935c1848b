package dev.variegate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * One vocabulary: a word of {@code old-words.txt} is no part of a name and stands in no sentence of
 * the repository. Where another project's name needs one, {@code foreign-words.txt} lists it.
 */
class VocabularyTest {

  private static final Path ROOT = Path.of(System.getProperty("variegate.root"));

  private static final Set<String> TEXTS =
      Set.of("java", "scala", "md", "sh", "py", "yaml", "json", "properties", "xml", "conf", "jte");

  private static final Set<String> SKIPPED = Set.of("target", "target-q", ".git", "node_modules");

  /** A part of a camel-case, kebab-case or upper-case name, or a word of a sentence. */
  private static final Pattern PART = Pattern.compile("\\\\[\\\\nrt]|[A-Z]?[a-z]+|[A-Z]+(?![a-z])");

  private static final Map<String, String> OLD =
      table("old-words.txt")
          .collect(
              Collectors.toMap(row -> row.get(0), row -> row.get(1), (a, b) -> a, TreeMap::new));

  /** A text of one file that may stay, and why. */
  private record Foreign(String file, String text) {}

  private static final List<Foreign> FOREIGN =
      table("foreign-words.txt").map(row -> new Foreign(row.get(0), row.get(1))).toList();

  @Test
  void noSourceDocumentScriptOrConfigurationHasAnOldWord() throws IOException {
    var found = new ArrayList<String>();
    for (var file : texts()) {
      found.addAll(oldWords(ROOT.relativize(file).toString(), Files.readString(file)));
      found.addAll(oldWords("the name of the file", file.getFileName().toString()));
    }
    assertThat(found).isEmpty();
  }

  @Test
  void anOldWordIsFoundInNamesAndInSentences() {
    for (var old : OLD.keySet()) {
      var title = old.substring(0, 1).toUpperCase(Locale.ROOT) + old.substring(1);
      var capitals = old.toUpperCase(Locale.ROOT);
      for (var text :
          List.of(
              "The " + old + ".",
              "set" + title + "Col",
              "of-" + old,
              "A_" + capitals,
              "\\n" + old)) {
        assertThat(oldWords("A.java", "fine\n" + text))
            .as(text)
            .containsExactly(
                "A.java:2 has the old word \"%s\"; use \"%s\"".formatted(old, OLD.get(old)));
      }
    }
    assertThat(oldWords("A.java", "recommend a tollgate, imagery")).isEmpty();
  }

  @Test
  void everyForeignTextIsStillThere() throws IOException {
    var files = texts();
    for (var foreign : FOREIGN) {
      assertThat(files)
          .as("%s in %s", foreign.text(), foreign.file())
          .anyMatch(file -> file.endsWith(foreign.file()) && read(file).contains(foreign.text()));
    }
  }

  private static List<String> oldWords(String file, String text) {
    for (var foreign : FOREIGN) {
      if (file.endsWith(foreign.file())) {
        text = text.replace(foreign.text(), "");
      }
    }
    var found = new ArrayList<String>();
    int line = 1;
    int counted = 0;
    for (var part = PART.matcher(text); part.find(); ) {
      var old = part.group().toLowerCase(Locale.ROOT);
      if (OLD.containsKey(old)) {
        line += (int) text.substring(counted, part.start()).chars().filter(c -> c == '\n').count();
        counted = part.start();
        found.add(
            "%s:%d has the old word \"%s\"; use \"%s\"".formatted(file, line, old, OLD.get(old)));
      }
    }
    return found;
  }

  private static List<Path> texts() throws IOException {
    try (var files = Files.walk(ROOT)) {
      return files.filter(VocabularyTest::isText).sorted().toList();
    }
  }

  private static boolean isText(Path file) {
    for (var folder : ROOT.relativize(file)) {
      if (SKIPPED.contains(folder.toString())) {
        return false;
      }
    }
    var name = file.getFileName().toString();
    return TEXTS.contains(name.substring(name.lastIndexOf('.') + 1)) && Files.isRegularFile(file);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rows of a resource, cut at tabs. */
  private static Stream<List<String>> table(String name) {
    try (var in = VocabularyTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> List.of(line.split("\t")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
