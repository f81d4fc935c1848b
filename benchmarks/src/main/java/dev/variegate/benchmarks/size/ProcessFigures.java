package dev.variegate.benchmarks.size;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What Linux and the JVM say of another process. */
final class ProcessFigures {

  /** Of the heap's parts what is in use; not of classes, of which the line has no total. */
  private static final Pattern USED = Pattern.compile("total \\d+K, used (\\d+)K");

  private static final double TICKS = 100;

  private ProcessFigures() {}

  /**
   * Memory in MiB.
   *
   * @param resident of the whole process, native memory included
   * @param live of the heap, after a collection
   */
  record Memory(long resident, long live) {

    static Memory of(long process) throws IOException, InterruptedException {
      long resident = status(process, "VmRSS");
      jcmd(process, "GC.run");
      long live =
          USED.matcher(jcmd(process, "GC.heap_info"))
              .results()
              .map((MatchResult used) -> used.group(1))
              .mapToLong(Long::parseLong)
              .sum();
      return new Memory(resident, live / 1024);
    }
  }

  /** A line of its status in MiB: {@code VmRSS}, or {@code VmHWM} for the most that it ever was. */
  static long status(long process, String name) throws IOException {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(process), "status"))) {
      var line = lines.filter(each -> each.startsWith(name + ":")).findFirst().orElse("0");
      return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024;
    }
  }

  /** Processor seconds of all its threads, in the kernel too. */
  static double cpu(long process) throws IOException {
    var stat = Files.readString(Path.of("/proc", Long.toString(process), "stat"));
    var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS;
  }

  private static String jcmd(long process, String command)
      throws IOException, InterruptedException {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    var asked =
        new ProcessBuilder(jcmd, Long.toString(process), command).redirectErrorStream(true).start();
    var answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    asked.waitFor();
    return answer;
  }
}
