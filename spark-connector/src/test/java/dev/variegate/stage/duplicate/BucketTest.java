package dev.variegate.stage.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import scala.Tuple2;
import scala.Tuple3;

class BucketTest {

  private static Tuple3<Integer, String, String> member(int image, String id, String place) {
    return new Tuple3<>(image, id, place);
  }

  private static List<Tuple2<String, String>> pairs(List<Tuple3<Integer, String, String>> members) {
    var pairs = new ArrayList<Tuple2<String, String>>();
    new Bucket(members).pairs().forEachRemaining(pairs::add);
    return pairs;
  }

  @Test
  void allOfAFewArePairedButThoseAtOnePlace() {
    var members =
        List.of(
            member(5, "a", "one"),
            member(3, "b", "two"),
            member(4, "c", "one"),
            member(1, "d", "two"));
    assertThat(pairs(members))
        .containsExactlyInAnyOrder(
            new Tuple2<>("a", "b"),
            new Tuple2<>("a", "d"),
            new Tuple2<>("b", "c"),
            new Tuple2<>("c", "d"));
  }

  /** Wherever names put them: those of one place follow each other. */
  @Test
  void ofManyEachIsPairedWithAsManyAtTheOtherPlace() {
    var members = new ArrayList<Tuple3<Integer, String, String>>();
    for (int i = 0; i < 1000; i++) {
      members.add(member(i, "test/" + i, "false"));
      members.add(member(1000 + i, "train/" + i, "true"));
    }
    var partners = new HashMap<String, Integer>();
    for (var pair : pairs(members)) {
      assertThat(pair._1()).startsWith("test/");
      assertThat(pair._2()).startsWith("train/");
      partners.merge(pair._1(), 1, Integer::sum);
    }
    assertThat(partners).hasSize(1000);
    assertThat(partners.values()).containsOnly(256);
  }

  @Test
  void equalImagesFormAChain() {
    var members =
        IntStream.range(0, 5000).mapToObj(i -> member(7, "image-" + i, "source-" + i)).toList();
    var pairs = pairs(members);
    assertThat(pairs).hasSize(4999);
    var groups = new DuplicateGroups();
    pairs.forEach(pair -> groups.join(pair._1(), pair._2()));
    var names = new HashSet<String>();
    members.forEach(member -> names.add(groups.group(member._2())));
    assertThat(names).containsExactly("image-0");
  }
}
