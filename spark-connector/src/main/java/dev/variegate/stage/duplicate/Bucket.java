package dev.variegate.stage.duplicate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import scala.Tuple2;
import scala.Tuple3;

/**
 * The images that share a hash, in an order in which equal ones are neighbors. Each is compared
 * with at most 256 that follow it at other places, of those that equal it with the first alone.
 */
final class Bucket {

  private static final int CROWD = 256;

  private static final Comparator<Tuple3<Integer, String, String>> ORDER =
      Comparator.<Tuple3<Integer, String, String>, Integer>comparing(Tuple3::_1)
          .thenComparing(Tuple3::_2);

  private final List<Tuple3<Integer, String, String>> members = new ArrayList<>();
  private final int[] otherPlace; // first member behind each that lies at another place
  private final int[] otherImage; // that shows another image

  /**
   * @param members of each the hash of its thumbnail, its id and its place
   */
  Bucket(Iterable<Tuple3<Integer, String, String>> members) {
    members.forEach(this.members::add);
    this.members.sort(ORDER);
    int size = this.members.size();
    this.otherPlace = new int[size];
    this.otherImage = new int[size];
    for (int i = size - 1; i >= 0; i--) {
      boolean last = i == size - 1;
      otherPlace[i] = !last && isAtOnePlace(i, i + 1) ? otherPlace[i + 1] : i + 1;
      otherImage[i] = !last && areEqual(i, i + 1) ? otherImage[i + 1] : i + 1;
    }
  }

  private boolean isAtOnePlace(int i, int j) {
    return members.get(i)._3().equals(members.get(j)._3());
  }

  private boolean areEqual(int i, int j) {
    return members.get(i)._1().equals(members.get(j)._1());
  }

  /** Pairs of ids, the lesser one first. */
  Iterator<Tuple2<String, String>> pairs() {
    return IntStream.range(0, members.size()).boxed().flatMap(this::pairs).iterator();
  }

  private Stream<Tuple2<String, String>> pairs(int i) {
    var pairs = new ArrayList<Tuple2<String, String>>();
    int j = i + 1;
    while (j < members.size() && pairs.size() < CROWD) {
      if (isAtOnePlace(i, j)) {
        j = otherPlace[j];
      } else {
        pairs.add(pair(members.get(i)._2(), members.get(j)._2()));
        j = areEqual(i, j) ? otherImage[j] : j + 1;
      }
    }
    return pairs.stream();
  }

  private static Tuple2<String, String> pair(String one, String other) {
    return one.compareTo(other) < 0 ? new Tuple2<>(one, other) : new Tuple2<>(other, one);
  }
}
