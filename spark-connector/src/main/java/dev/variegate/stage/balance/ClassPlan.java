package dev.variegate.stage.balance;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What is made of one class.
 *
 * @param label the class as text
 * @param rows pictures that are there
 * @param bytes of these, encoded
 * @param target pictures that there will be
 * @param shares what each method makes
 */
public record ClassPlan(String label, long rows, long bytes, long target, List<Share> shares)
    implements Serializable {

  /**
   * What one method makes of one class.
   *
   * @param made pictures in all
   * @param each copies of every picture; 0 where the method does not copy
   * @param extra pictures that are copied once more
   * @param cut the last of these, in the order of hashes
   */
  public record Share(long made, long each, long extra, Cut cut) implements Serializable {

    /** Copies of the picture with this hash and key. */
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
    shares = List.copyOf(shares);
  }

  static ClassPlan of(String label, long rows, long bytes, long target, List<MethodEntry> methods) {
    if (target < rows) {
      throw new IllegalArgumentException(
          "Class \"%s\" has %d pictures and the target %d, which must not be lower, for none is dropped; raise the target"
              .formatted(title(label), rows, target));
    }
    if ((target - rows) / rows >= Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "Class \"%s\" has %d images and the target %d, which is more than %d copies of each; lower the target"
              .formatted(title(label), rows, target, Integer.MAX_VALUE));
    }
    var made = made(label, target - rows, methods);
    var shares = new ArrayList<Share>();
    for (int i = 0; i < made.length; i++) {
      shares.add(
          methods.get(i).copies()
              ? new Share(made[i], made[i] / rows, made[i] % rows, Cut.NONE)
              : new Share(made[i], 0, 0, Cut.NONE));
    }
    return new ClassPlan(label, rows, bytes, target, shares);
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

  /** Pictures that are made. */
  long added() {
    return target - rows;
  }

  ClassPlan withCut(int method, Cut cut) {
    var cuts = new ArrayList<>(shares);
    var share = cuts.get(method);
    if (share.extra() > 0) {
      cuts.set(method, new Share(share.made(), share.each(), share.extra(), cut));
    }
    return new ClassPlan(label, rows, bytes, target, cuts);
  }
}
