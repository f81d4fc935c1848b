package dev.variegate.base;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which instructions the processor has. Engines choose their code by them, so that a network may
 * round otherwise on another level; that is why lineages name it.
 *
 * <p>Levels are those of the psABI of x86-64 (x86-64-v2 to v4); other architectures have their
 * name.
 */
public final class Processor {

  private static final Path FLAGS = Path.of("/proc/cpuinfo");

  private static final List<Set<String>> LEVELS =
      List.of(
          Set.of("cx16", "lahf_lm", "popcnt", "sse4_1", "sse4_2", "ssse3"),
          Set.of("abm", "avx", "avx2", "bmi1", "bmi2", "f16c", "fma", "movbe"),
          Set.of("avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"));

  private Processor() {}

  private static final class Level {
    private static final String OF_THIS_MACHINE =
        level(System.getProperty("os.arch", "unknown"), cpuinfo());
  }

  /** Such as {@code x86-64-v3} or {@code aarch64}. */
  public static String level() {
    return Level.OF_THIS_MACHINE;
  }

  /**
   * The level that a list of flags says.
   *
   * @param architecture as Java names it
   * @param lines as Linux writes them; empty where nothing is known
   */
  static String level(String architecture, List<String> lines) {
    var name = architecture.toLowerCase(Locale.ROOT);
    if (!name.equals("amd64") && !name.equals("x86_64")) {
      return name;
    }
    var flags = new HashSet<String>();
    lines.stream()
        .filter(line -> line.startsWith("flags"))
        .limit(1)
        .forEach(line -> flags.addAll(Arrays.asList(line.split("\\s+"))));
    if (flags.isEmpty()) {
      return "x86-64 of an unknown level";
    }
    int level = 0;
    while (level < LEVELS.size() && flags.containsAll(LEVELS.get(level))) {
      level++;
    }
    return level == 0 ? "x86-64" : "x86-64-v" + (level + 1);
  }

  private static List<String> cpuinfo() {
    try (var lines = Files.lines(FLAGS)) {
      return new ArrayList<>(lines.limit(1000).toList());
    } catch (IOException | RuntimeException e) {
      return List.of(); // on other systems than Linux
    }
  }
}
