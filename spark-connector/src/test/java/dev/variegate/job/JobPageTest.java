package dev.variegate.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page about job files beside the program: it names every key and no other. */
class JobPageTest {

  private static final Pattern NAME = Pattern.compile("`([a-z.-]+)`");

  private static List<String> page() throws IOException {
    return Files.readAllLines(JobRuns.ROOT.resolve("docs/job.md"));
  }

  /** Keys in the first column of the table of keys. */
  private static Set<String> keys(String section) throws IOException {
    var keys = new TreeSet<String>();
    for (var line : page()) {
      if (line.startsWith("| `")) {
        var names = NAME.matcher(line.split("\\|", -1)[1]);
        while (names.find()) {
          if (names.group(1).startsWith(section + ".")) {
            keys.add(names.group(1).substring(section.length() + 1));
          }
        }
      }
    }
    return keys;
  }

  @ParameterizedTest
  @ValueSource(strings = {"input", "audit", "plan", "labels", "output", "checks", "report"})
  void theTableHasEveryKeyOfASection(String section) throws IOException {
    var reported = catchThrowable(() -> JobFiles.read("{%s: {no-such-key: 1}}".formatted(section)));
    var known = reported.getMessage().replaceFirst("(?s).*[Kk]nown: ", "");
    assertThat(keys(section)).containsExactly(known.split(", ", -1));
  }

  @Test
  void theTableHasEveryKeyOfAFile() throws IOException {
    var reported = catchThrowable(() -> JobFiles.read("{no-such-key: 1}"));
    var known = reported.getMessage().replaceFirst("(?s).*[Kk]nown: ", "").split(", ", -1);
    var text = String.join("\n", page());
    for (var key : known) {
      assertThat(text).containsPattern("\\| `%s[`.]".formatted(key));
    }
  }
}
