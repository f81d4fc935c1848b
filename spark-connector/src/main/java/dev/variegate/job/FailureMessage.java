package dev.variegate.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FSError;

/** Failures in one sentence: what went wrong, and what to do where that is known. */
final class FailureMessage {

  /** Behind it Spark repeats what a task threw: {@code ... (TID 5) (host executor 1): }. */
  private static final Pattern TASK = Pattern.compile("(?s).*\\(TID \\d+\\) \\([^)]*\\): ");

  private static final Pattern CLASS = Pattern.compile("^(?:[a-z]\\w*\\.)+[A-Z][\\w$]*: ");

  private FailureMessage() {}

  /**
   * Spark wraps what a task threw, and repeats stack traces in its messages; people want what the
   * task said: the first cause that wraps no other.
   */
  static String sentence(Throwable failure) {
    var cause = failure;
    while (cause.getCause() != null && cause.getCause() != cause && isWrapper(cause)) {
      cause = cause.getCause();
    }
    var text = line(cause);
    return text + remedy(cause, text);
  }

  private static boolean isWrapper(Throwable e) {
    return e instanceof UncheckedIOException
        || e instanceof CompletionException
        || e instanceof ExecutionException
        || e instanceof InvocationTargetException
        || e instanceof FSError
        || e.getClass().getName().startsWith("org.apache.spark.");
  }

  private static String line(Throwable cause) {
    if (cause instanceof AccessDeniedException denied) {
      return "Permission denied: \"%s\"".formatted(denied.getFile());
    }
    var text = cause.getMessage();
    if (text == null || text.isBlank()) {
      return cause.getClass().getSimpleName();
    }
    boolean bare = cause instanceof FileSystemException file && file.getReason() == null;
    if (bare || cause instanceof Error) {
      return cause.getClass().getSimpleName() + ": " + first(text);
    }
    return first(text);
  }

  /** The first line, without the words that Spark and Hadoop put before it. */
  private static String first(String text) {
    var line = TASK.matcher(text).replaceFirst("").strip().split("\\R", 2)[0];
    return CLASS.matcher(line).replaceFirst("").strip();
  }

  private static String remedy(Throwable cause, String text) {
    if (cause instanceof OutOfMemoryError) {
      return "; give the JVM more memory (spark.driver.memory, spark.executor.memory)";
    }
    if (!(cause instanceof IOException || cause instanceof FSError)
        && !text.contains("No space left")) {
      return "";
    }
    if (text.contains("No space left") || text.contains("quota") || text.contains("Quota")) {
      return "; free space there and in spark.local.dir, or choose another place, and run it again";
    }
    return text.contains("Permission denied") || text.contains("Read-only file system")
        ? "; choose a place that may be written, or change its rights, and run it again"
        : "";
  }
}
