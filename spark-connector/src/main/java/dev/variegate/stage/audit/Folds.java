package dev.variegate.stage.audit;

import dev.variegate.stage.row.RowHash;
import dev.variegate.stage.row.SentOnce;
import java.io.Serializable;

/**
 * Parts of a table, by keyed hashes; near-duplicates lie in one.
 *
 * @param duplicates that are found in the table
 */
record Folds(SentOnce<FoundDuplicates> duplicates, long seed) implements Serializable {

  static final int NUMBER = 5;

  /** A place of the stream that nothing else draws from. */
  private static final int PLACE = 21;

  int of(AuditedImage image) {
    return of(duplicates.value(), seed, image);
  }

  static int of(FoundDuplicates duplicates, long seed, AuditedImage image) {
    return (int)
        Long.remainderUnsigned(RowHash.of(seed, duplicates.group(image.name()), PLACE), NUMBER);
  }
}
