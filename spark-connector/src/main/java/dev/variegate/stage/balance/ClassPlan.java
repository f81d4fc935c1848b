package dev.variegate.stage.balance;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What is made of one class.
 *
 * @param label the class as text
 * @param rows images that are there
 * @param bytes of these, encoded
 * @param target images that there will be
 * @param quotas what each method makes
 */
public record ClassPlan(String label, long rows, long bytes, long target, List<Quota> quotas)
    implements Serializable {

  /**
   * What one method makes of one class.
   *
   * @param made images in all
   * @param each copies of every image; 0 where the method does not copy
   * @param extra images that are copied once more
   * @param cut the last of these, in the order of hashes
   */
  public record Quota(long made, long each, long extra, Cut cut) implements Serializable {

    /** Copies of an image at most. */
    int most() {
      return Math.toIntExact(extra > 0 ? each + 1 : each);
    }

    /** Copies of the image with this hash and key. */
    int copies(long hash, String key) {
      return Math.toIntExact(extra > 0 && cut.reaches(hash, key) ? each + 1 : each);
    }
  }

  /**
   * A place in the order of rows by hash, then key.
   *
   * @param hash drawn by the row's key
   * @param key decides between equal hashes
   */
  public record Cut(long hash, String key) implements Serializable {

    static final Cut NONE = new Cut(0, "");

    boolean reaches(long hash, String key) {
      return hash < this.hash || (hash == this.hash && key.compareTo(this.key) <= 0);
    }
  }

  /** What people read where images have no class: no label, no box, or a box without a label. */
  private static final String UNNAMED = "(no class)";

  public ClassPlan {
    quotas = List.copyOf(quotas);
  }

  static ClassPlan of(String label, long rows, long bytes, long target, List<MethodEntry> methods) {
    if (target < rows) {
      throw new IllegalArgumentException(
          "Class \"%s\" has %d images and the target %d, which must not be lower, because none is dropped; raise the target"
              .formatted(title(label), rows, target));
    }
    if ((target - rows) / rows >= Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "Class \"%s\" has %d images and the target %d, which is more than %d copies of each; lower the target"
              .formatted(title(label), rows, target, Integer.MAX_VALUE));
    }
    var made = made(label, target - rows, methods);
    var quotas = new ArrayList<Quota>();
    for (int i = 0; i < made.length; i++) {
      quotas.add(
          methods.get(i).copies()
              ? new Quota(made[i], made[i] / rows, made[i] % rows, Cut.NONE)
              : new Quota(made[i], 0, 0, Cut.NONE));
    }
    return new ClassPlan(label, rows, bytes, target, quotas);
  }

  private static long[] made(String label, long lacking, List<MethodEntry> methods) {
    var weights =
        methods.stream().map(entry -> entry.worksFor(label) ? entry.weight() : 0).toList();
    if (lacking > 0 && weights.stream().allMatch(weight -> weight == 0)) {
      throw new IllegalArgumentException(
          "Class \"%s\" lacks %d images and no method works for it; add one, or name the class in classes of another"
              .formatted(title(label), lacking));
    }
    return lacking == 0
        ? new long[methods.size()]
        : Apportionment.largestRemainder(lacking, weights);
  }

  /** What people read as the name of a class. */
  public static String title(String label) {
    return label.isEmpty() ? UNNAMED : label;
  }

  /** Images that are made. */
  long added() {
    return target - rows;
  }

  ClassPlan withCut(int method, Cut cut) {
    var cuts = new ArrayList<>(quotas);
    var quota = cuts.get(method);
    if (quota.extra() > 0) {
      cuts.set(method, new Quota(quota.made(), quota.each(), quota.extra(), cut));
    }
    return new ClassPlan(label, rows, bytes, target, cuts);
  }
}
