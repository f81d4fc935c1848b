package dev.variegate.io;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The words by which people name the folders of splits, in letters of any case. */
public final class SplitName {

  private static final Map<String, String> SPLITS =
      Map.of(
          "train", ImageSource.TRAIN,
          "training", ImageSource.TRAIN,
          "test", "test",
          "testing", "test",
          "val", "val",
          "valid", "val",
          "validation", "val",
          "dev", "val");

  /** All words, in lower case. */
  public static final List<String> KNOWN = SPLITS.keySet().stream().sorted().toList();

  /** All words, for messages. */
  static final String WORDS = String.join(", ", KNOWN) + ", in any case";

  private SplitName() {}

  public static boolean is(String folder) {
    return SPLITS.containsKey(folder.toLowerCase(Locale.ROOT));
  }

  /** {@code train}, {@code test} or {@code val}; null for any other name. */
  public static String of(String folder) {
    return folder == null ? null : SPLITS.get(folder.toLowerCase(Locale.ROOT));
  }
}
