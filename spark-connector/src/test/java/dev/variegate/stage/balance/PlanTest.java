package dev.variegate.stage.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.stage.MethodStageFactory;
import dev.variegate.stage.balance.ClassPlan.Cut;
import dev.variegate.stage.method.GateCost;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PlanTest {

  private static final List<MethodEntry> METHODS =
      MethodStageFactory.read(
          """
          [{"method": "oversample", "weight": 2}, {"method": "sample", "model": "m"}]""");
  private static final Map<String, Long> SIZES = Map.of("bag", 5L, "coat", 3L, "shirt", 1L);
  private static final Map<String, Long> BYTES = Map.of("bag", 5000L, "coat", 3000L, "shirt", 900L);

  private static Plan plan(String target) {
    return Plan.of(2, METHODS, SIZES, BYTES, Map.of(), Targets.parse(target));
  }

  @Test
  void everyClassMeetsTheLargestOne() {
    var shirt = plan("max").classes().get(2);
    assertThat(shirt.target()).isEqualTo(5);
    assertThat(shirt.quotas())
        .containsExactly(
            new ClassPlan.Quota(3, 3, 0, Cut.NONE), new ClassPlan.Quota(1, 0, 0, Cut.NONE));
    assertThat(plan("max").added()).isEqualTo(6);
    assertThat(plan("max").total()).isEqualTo(15);
  }

  @Test
  void whatDoesNotGoEvenlyIsExtra() {
    assertThat(plan("10").classes().get(1).quotas().get(0))
        .isEqualTo(new ClassPlan.Quota(5, 1, 2, Cut.NONE));
  }

  @Test
  void classesThatTheTargetLeavesOutStayAsTheyAre() {
    var plan = plan("{\"shirt\": 4}");
    assertThat(plan.classes()).extracting(ClassPlan::target).containsExactly(5L, 3L, 4L);
  }

  @Test
  void copiesInPlaceOfATargetMultiplyEachClass() {
    var plan = Plan.of(2, METHODS, SIZES, BYTES, Map.of(), Targets.copies(2));
    assertThat(plan.classes()).extracting(ClassPlan::target).containsExactly(15L, 9L, 3L);
  }

  @Test
  void theMostCopiesOfARowAreThoseOfTheMethod() {
    var entries =
        MethodStageFactory.read(
            "{\"oversample\": {}, \"mix\": {\"mixture\": \"mosaic\", \"classes\": [\"coat\"]}}");
    var plan =
        Plan.of(1, entries, SIZES, BYTES, Map.of(), Targets.parse("{\"shirt\": 101, \"coat\": 7}"));
    assertThat(plan.most(0)).isEqualTo(100);
    assertThat(plan.most(1)).isEqualTo(1);
  }

  @Test
  void aCutReachesSmallerHashesAndEqualOnesUpToItsKey() {
    var cut = new Cut(0, 10, "k");
    assertThat(cut.reaches(0, 9, "z")).isTrue();
    assertThat(cut.reaches(0, 10, "k")).isTrue();
    assertThat(cut.reaches(0, 10, "l")).isFalse();
    assertThat(cut.reaches(0, 11, "a")).isFalse();
  }

  @Test
  void explainsRowsBytesAndTime() {
    var plan = plan("max").withCosts(List.of(new Cost(0, 1000), new Cost(0.5, 400)));
    assertThat(plan.explain())
        .isEqualTo(
            """
            class  rows now  target  added  oversample  sample
            bag           5       5      0           0       0
            coat          3       5      2           1       1
            shirt         1       5      4           3       1
            all           9      15      6           4       2
            bytes: 8.9 kB now, about 4.8 kB more; time: about 0.5 s on 2 cores
            warning: class "shirt" has one image; its 3 copies are variants of that one
            """);
  }

  @Test
  void explainsWhatEachGateDoesAndACheaperOrder() {
    var entries =
        MethodStageFactory.read(
            """
            {"sample": {"model": "m", "gate": {"require": ["prediction = label", "sharpness >= 0.01"], "model": "c"}}}""");
    var plan = Plan.of(1, entries, SIZES, BYTES, Map.of(), Targets.parse("max"));
    var slow = new GateCost("prediction = label", "classifier", 0.0015, 0.25);
    assertThat(plan.withCosts(List.of(cost(slow, 0.5))).explain())
        .endsWith(
            """
            gate of sample: about 1.5 draws an image of 5 at most, about 0 % missing in the end; an estimate from a few images
              prediction = label: 1.50 ms an image, refuses 25 %
              sharpness >= 0.01: 0.25 ms an image, refuses 50 %
              cheaper order, 1.00 ms a draw instead of 1.69: ["sharpness >= 0.01", "prediction = label"]
            """);
    assertThat(plan.withCosts(List.of(cost(slow, 0.001))).explain())
        .contains("refuses 0 %")
        .doesNotContain("cheaper order");
  }

  private static Cost cost(GateCost slow, double refused) {
    var sharpness = new GateCost("sharpness >= 0.01", "statistics", 0.00025, refused);
    return new Cost(1, 100, 1.5, 0, List.of(slow, sharpness));
  }

  @Test
  void warnsOfCopiesOfOneImage() {
    var plan = plan("max").withCosts(List.of(new Cost(0, 1000), new Cost(0.5, 400)));
    assertThat(plan.warnings())
        .containsExactly("class \"shirt\" has one image; its 3 copies are variants of that one");
    assertThat(plan("{\"coat\": 9}").warnings()).isEmpty();
    var lone = new TreeMap<String, Long>();
    for (int i = 0; i < 9; i++) {
      lone.put("c" + i, 1L);
    }
    var many = Plan.of(1, METHODS.subList(0, 1), lone, lone, Map.of(), Targets.copies(2));
    assertThat(many.warnings())
        .hasSize(6)
        .startsWith("class \"c0\" has one image; its 2 copies are variants of that one")
        .endsWith("4 more classes have one image each");
  }

  @Test
  void manyClassesAreCutAndNoNameSteersTheTerminal() {
    var sizes = new TreeMap<String, Long>();
    for (int i = 0; i < 10_000; i++) {
      sizes.put("c\u001b" + i, 2L + i);
    }
    var plan = Plan.of(1, METHODS.subList(0, 1), sizes, sizes, Map.of(), Targets.parse("max"));
    assertThat(plan.explain())
        .hasLineCount(44)
        .contains("\nc\\u001b0 ", "\n... and 9,960 more classes\n")
        .containsPattern("\nall +50015000 +100010000 +49995000")
        .doesNotContain("\u001b");
  }

  @Test
  void numbersBeyondAllMeansAreRefusedInWords() {
    assertThatThrownBy(() -> plan("-3"))
        .hasMessage(
            "target is -3 but must be within 0..9223372036854775807; give the number of images that each class is to have");
    assertThatThrownBy(() -> plan("99999999999999999999"))
        .hasMessageStartingWith("target is 99999999999999999999 but must be within 0..");
    assertThatThrownBy(() -> plan("{\"bag\": -3}"))
        .hasMessage("target.bag is -3 but must be a whole number of at least 0; correct it");
    assertThatThrownBy(() -> plan("{\"bag\": 99999999999999999999}"))
        .hasMessage(
            "target.bag is 99999999999999999999 but must be within 0..9223372036854775807; correct it");
    assertThatThrownBy(() -> plan("9223372036854775807"))
        .hasMessageContaining("which is more than 2147483647 copies of each; lower the target");
    var many = Map.of("bag", 1_000_000L);
    assertThatThrownBy(
            () -> Plan.of(2, METHODS, many, many, Map.of(), Targets.copies(Integer.MAX_VALUE - 1)))
        .hasMessage(
            "Plan asks for 2.15e+15 images in all, which must be at most 1000000000000; lower target or copies");
    var most = Map.of("bag", Long.MAX_VALUE / 2);
    assertThatThrownBy(() -> Plan.of(2, METHODS, most, most, Map.of(), Targets.copies(2)))
        .hasMessage(
            "Class \"bag\" of 4611686018427387903 images would have 3 times as many, which is beyond 64 bits; ask for fewer copies");
  }

  @Test
  void survivesItsJson() {
    var plan = plan("10").withCosts(List.of(new Cost(0.25, 7), new Cost(0, 0)));
    assertThat(Plan.fromJson(plan.json())).isEqualTo(plan);
    assertThatThrownBy(() -> Plan.fromJson(plan.json().replaceFirst("}$", ",\"corse\":2}")))
        .hasMessageContaining("planJson is not valid JSON: Unrecognized field \"corse\"");
  }

  @Test
  void refusesATargetBelowWhatIsThere() {
    assertThatThrownBy(() -> plan("4"))
        .hasMessage(
            "Class \"bag\" has 5 images and the target 4, which must not be lower, because none is dropped; raise the target");
  }

  @Test
  void refusesTargetsThatSayNothing() {
    assertThatThrownBy(() -> plan("most"))
        .hasMessage(
            "target is \"most\" but must be max, a number, or JSON such as {\"shirt\": 200}; give one");
    assertThatThrownBy(() -> plan("{\"shrit\": 4}"))
        .hasMessage(
            "target names the class \"shrit\", which the data does not have; did you mean \"shirt\"? Known: bag, coat, shirt");
    assertThatThrownBy(() -> plan("{\"shirt\": 4.5}"))
        .hasMessage("target.shirt is 4.5 but must be a whole number of at least 0; correct it");
  }
}
