package dev.variegate.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.variegate.base.KebabCase;
import dev.variegate.job.training.GeneratorFamily;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

/** The page about training jobs, and their example, beside the program. */
class TrainPageTest {

  private static final Pattern KEY = Pattern.compile("(?m)^\\| `([a-z-]+)[`.]");

  private static String page() throws IOException {
    return Files.readString(JobRuns.ROOT.resolve("docs/train.md"));
  }

  @Test
  void theTableHasEveryKeyAndNoOther() throws IOException {
    var file = JobFile.read("{no-such-key: 1}", "train.yaml", List.of());
    var reported = catchThrowable(() -> TrainReader.read(file));
    var known = reported.getMessage().replaceFirst("(?s).*[Kk]nown: ", "").split(", ", -1);
    var keys = KEY.matcher(page()).results().map(found -> found.group(1)).distinct().toList();
    assertThat(keys).containsExactlyInAnyOrder(known);
  }

  @Test
  void theTableNamesEveryFamily() throws IOException {
    var line = page().lines().filter(of -> of.startsWith("| `family`")).findFirst().orElseThrow();
    assertThat(Arrays.stream(GeneratorFamily.values()).map(KebabCase::kebab))
        .allSatisfy(family -> assertThat(line).contains("`" + family + "`"));
  }

  @Test
  void theExampleIsRead() {
    var file = JobRuns.ROOT.resolve("examples/train.yaml").toString();
    var spec = PreparedTraining.of(file, List.of(), new Configuration()).spec();
    assertThat(spec.name()).isEqualTo("small-clothes");
    assertThat(spec.trainer().getEpochs()).isEqualTo(2);
  }
}
