package dev.variegate.stage.balance;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.variegate.stage.row.RowWeight;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is made of one class.
 *
 * @param label the class as text
 * @param rows images that are there
 * @param bytes of these, encoded
 * @param target images that there will be
 * @param quotas what each method makes
 * @param weights what the images weigh; null where all weigh the same
 */
public record ClassPlan(
    String label,
    long rows,
    long bytes,
    long target,
    List<Quota> quotas,
    @JsonInclude(JsonInclude.Include.NON_NULL) ClassWeights weights)
    implements Serializable {

  /**
   * What one method makes of one class.
   *
   * @param made images in all
   * @param each copies of every image; 0 where the method does not copy, or where images weigh
   *     differently, each of which has copies of its own share
   * @param extra images that are copied once more; 0 likewise
   * @param cut the last image that is copied once more
   */
  public record Quota(long made, long each, long extra, Cut cut) implements Serializable {

    private long most() {
      return extra > 0 ? each + 1 : each;
    }

    private long copies(long hash, String key) {
      return extra > 0 && cut.reaches(0, hash, key) ? each + 1 : each;
    }

    private long copies(ClassWeights.Share share, long hash, String key) {
      boolean reached = cut.remainder() > 0 && cut.reaches(share.remainder(), hash, key);
      return reached ? share.whole() + 1 : share.whole();
    }
  }

  /**
   * A place in the order of rows: the largest remainder first, then by hash, then by key.
   *
   * @param remainder of the row's share; above 0 where images weigh differently, or no row is meant
   * @param hash drawn by the row's key
   * @param key decides between equal hashes
   */
  public record Cut(
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) long remainder, long hash, String key)
      implements Serializable {

    static final Cut NONE = new Cut(0, 0, "");

    boolean reaches(long remainder, long hash, String key) {
      return remainder > this.remainder || (remainder == this.remainder && reaches(hash, key));
    }

    private boolean reaches(long hash, String key) {
      return hash < this.hash || (hash == this.hash && key.compareTo(this.key) <= 0);
    }
  }

  /** What people read where images have no class: no label, no box, or a box without a label. */
  private static final String UNNAMED = "(no class)";

  public ClassPlan {
    quotas = List.copyOf(quotas);
  }

  /**
   * Plans one class.
   *
   * @param weights of its images, or null where all weigh the same
   */
  static ClassPlan of(
      String label,
      long rows,
      long bytes,
      ClassWeights weights,
      long target,
      List<MethodEntry> methods) {
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
          methods.get(i).copies() && weights == null
              ? new Quota(made[i], made[i] / rows, made[i] % rows, Cut.NONE)
              : new Quota(made[i], 0, 0, Cut.NONE));
    }
    var plan = new ClassPlan(label, rows, bytes, target, quotas, weights);
    if (weights != null) {
      plan.requireCopyable(methods);
    }
    return plan;
  }

  private void requireCopyable(List<MethodEntry> methods) {
    long copies =
        IntStream.range(0, methods.size())
            .filter(i -> methods.get(i).copies())
            .mapToLong(i -> quotas.get(i).made())
            .sum();
    if (copies > 0 && weights.sum() == 0) {
      throw new IllegalArgumentException(
          "Class \"%s\" lacks %d copies and all of its %d images weigh 0, but one must weigh more to be copied; raise a weight, or name the class in except of each method but sample"
              .formatted(title(label), copies, rows));
    }
    if (weights.share(copies, weights.heaviest()).whole() >= Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "Class \"%s\" lacks %d copies, of which its heaviest image would have more than %d; lower the target or that weight"
              .formatted(title(label), copies, Integer.MAX_VALUE));
    }
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

  /** Copies that a method makes of the image with this weight, hash and key. */
  int copies(int method, long weight, long hash, String key) {
    if (weight == 0) {
      return 0;
    }
    var quota = quotas.get(method);
    return Math.toIntExact(
        weights == null
            ? quota.copies(hash, key)
            : quota.copies(weights.share(quota.made(), weight), hash, key));
  }

  /** Copies that a method makes of an image of this weight at most. */
  int most(int method, long weight) {
    if (weight == 0) {
      return 0;
    }
    var quota = quotas.get(method);
    return Math.toIntExact(
        weights == null
            ? quota.most()
            : quota.copies(weights.share(quota.made(), weight), Long.MIN_VALUE, ""));
  }

  /** Copies that a method makes of any image at most. */
  int most(int method) {
    return most(method, weights == null ? RowWeight.ONE : weights.heaviest());
  }

  /** Images that may be copied. */
  long sources() {
    return weights == null ? rows : rows - weights.unused();
  }

  /** Images that are made. */
  long added() {
    return target - rows;
  }

  ClassPlan withCut(int method, Cut cut) {
    var cuts = new ArrayList<>(quotas);
    var quota = cuts.get(method);
    cuts.set(method, new Quota(quota.made(), quota.each(), quota.extra(), cut));
    return new ClassPlan(label, rows, bytes, target, cuts, weights);
  }
}
