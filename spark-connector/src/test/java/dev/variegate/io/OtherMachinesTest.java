package dev.variegate.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machines whose locale is POSIX, as in containers and cron, and clusters that ship by Kryo. */
class OtherMachinesTest {

  private static final String IDX =
      Path.of(System.getProperty("variegate.root"), "examples/data/fashion-longtail").toString();
  private static final String REMEDY =
      "; the locale of this JVM names files in US-ASCII: start driver and executors with a UTF-8 locale (LC_ALL=C.UTF-8, spark.executorEnv.LC_ALL=C.UTF-8)";

  @TempDir Path folder;

  @Test
  void aPosixLocaleLosesNoFileWithoutAWord() throws IOException, InterruptedException {
    var set = folder.resolve("set").resolve("cat");
    Images.write(set.resolve("1.png"), Images.png(1));
    Images.write(set.resolve("\u00e9.png"), Images.png(2));
    var reported = ask("C", "false", "idx,listed,files,absent,written");
    assertThat(reported.get("idx")).isEqualTo("1932 rows");
    assertThat(reported.get("listed"))
        .startsWith("File \"file:" + set)
        .endsWith("cannot be opened by its name" + REMEDY);
    assertThat(reported.get("files")).isEqualTo(reported.get("listed"));
    assertThat(reported.get("absent"))
        .startsWith("Path \"")
        .endsWith("cannot be found or made by its name" + REMEDY);
    assertThat(reported.get("written")).contains("cannot be written by its name" + REMEDY);
  }

  @Test
  void kryoNeedsToKnowNoClassOfOurs() throws IOException, InterruptedException {
    Images.write(folder.resolve("set/cat/1.png"), Images.png(1));
    var reported = ask("C.UTF-8", "true", "idx,listed,written");
    assertThat(reported.get("idx")).isEqualTo("1932 rows");
    assertThat(reported.get("listed")).isEqualTo("1 rows");
    assertThat(reported.get("written")).isEqualTo("done");
  }

  @Test
  void plansAndScoresGoToExecutorsWhereKryoShips() throws IOException, InterruptedException {
    Images.write(folder.resolve("set/cat/1.png"), Images.png(1));
    var reported = ask("C.UTF-8", "false", "planned,weighed,gated,scored,compared,audited");
    assertThat(reported.get("planned")).endsWith(" rows");
    assertThat(reported.get("weighed")).isEqualTo(reported.get("planned"));
    assertThat(reported.get("gated")).matches("[1-9]\\d* refused");
    assertThat(reported.get("scored")).isEqualTo("9 scores");
    assertThat(reported.get("compared")).isEqualTo("100 rows");
    assertThat(reported.get("audited")).matches("[1-9]\\d* labels");
  }

  private java.util.Map<String, String> ask(String locale, String registered, String questions)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(option -> option.startsWith("--add-opens="))
            .toList());
    command.addAll(List.of("-Xmx512m", "-cp", System.getProperty("java.class.path")));
    command.addAll(
        List.of(
            OtherMachines.class.getName(),
            IDX,
            folder.resolve("set").toString(),
            folder + "/\u00e9t\u00e9",
            registered,
            questions));
    var out = folder.resolve("out.txt");
    var builder = new ProcessBuilder(command).redirectOutput(out.toFile());
    builder.redirectError(folder.resolve("err.txt").toFile());
    builder.environment().put("LC_ALL", locale);
    var process = builder.start();
    try {
      // It ends by itself, however slow the machine is; only one that hangs is given up.
      assertThat(process.waitFor(20, TimeUnit.MINUTES))
          .as("it has said %s", Files.readString(out, StandardCharsets.ISO_8859_1))
          .isTrue();
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(out, StandardCharsets.ISO_8859_1)
        .lines()
        .filter(line -> line.matches("[a-z]+: .*"))
        .collect(
            Collectors.toMap(
                line -> line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT),
                line -> line.substring(line.indexOf(':') + 2)));
  }
}
