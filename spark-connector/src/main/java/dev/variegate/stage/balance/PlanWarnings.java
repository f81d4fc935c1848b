package dev.variegate.stage.balance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What people may not expect of a plan, in sentences. */
final class PlanWarnings {

  /** Most classes that are named alike. */
  private static final int NAMED = 5;

  private PlanWarnings() {}

  static List<String> of(Plan plan) {
    var warnings = new ArrayList<>(lone(plan));
    if (plan.methodShare() == MethodShare.EQUAL && plan.added() > 0) {
      warnings.addAll(unfilled(plan));
    }
    warnings.addAll(compared(plan));
    return List.copyOf(warnings);
  }

  /** Entries whose images cost twice. */
  private static List<String> compared(Plan plan) {
    var names =
        plan.methods().stream()
            .filter(entry -> entry.gate().ofSamples().isPresent())
            .map(MethodEntry::name)
            .toList();
    return names.isEmpty()
        ? List.of()
        : List.of(
            "images of %s are compared with each other, so that they are made once when the plan is made and once again for the output"
                .formatted(String.join(", ", names)));
  }

  /** Classes of one image, whose copies can only be variants of that one. */
  private static List<String> lone(Plan plan) {
    var lone =
        plan.classes().stream().filter(of -> of.sources() == 1 && copied(plan, of) > 0).toList();
    var warnings =
        new ArrayList<>(
            lone.stream()
                .limit(NAMED)
                .map(
                    of ->
                        "class \"%s\" has one image%s; its %d copies are variants of that one"
                            .formatted(
                                ClassPlan.title(of.label()),
                                of.rows() == 1 ? "" : " that weighs more than 0",
                                copied(plan, of)))
                .toList());
    if (lone.size() > NAMED) {
      warnings.add(
          String.format(Locale.ROOT, "%,d more classes have one image each", lone.size() - NAMED));
    }
    return warnings;
  }

  /** Classes that no method fills, where others are filled. */
  private static List<String> unfilled(Plan plan) {
    var none = plan.classes().stream().filter(of -> of.added() == 0).toList();
    if (none.isEmpty()) {
      return List.of();
    }
    var names =
        none.stream()
            .limit(NAMED)
            .map(of -> "\"%s\"".formatted(ClassPlan.title(of.label())))
            .collect(Collectors.joining(", "));
    var more =
        none.size() > NAMED
            ? String.format(Locale.ROOT, " and %,d more classes", none.size() - NAMED)
            : "";
    return List.of(
        "no image is made for %s%s, so that a generated image is of another class; copies in place of target gives all classes the same share of generated images"
            .formatted(names, more));
  }

  private static long copied(Plan plan, ClassPlan of) {
    long copied = 0;
    for (int i = 0; i < plan.methods().size(); i++) {
      copied += plan.methods().get(i).copies() ? of.quotas().get(i).made() : 0;
    }
    return copied;
  }
}
