package dev.variegate.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** How many files a package may have; those made of templates are none that anyone reads. */
final class PackageSize extends ArchCondition<JavaClass> {

  private static final int MAX = 40;

  PackageSize() {
    super("stand in a package of at most %d files", MAX);
  }

  @Override
  public void check(JavaClass one, ConditionEvents events) {
    long files =
        one.getPackage().getClasses().stream()
            .filter(other -> other.isTopLevelClass() && !other.isArray() && isWritten(other))
            .count();
    if (files > MAX) {
      events.add(
          SimpleConditionEvent.violated(
              one, "%s has %d files".formatted(one.getPackageName(), files)));
    }
  }

  private static boolean isWritten(JavaClass other) {
    var name = other.getSimpleName();
    return !name.equals("package-info") && !name.matches("Jte\\w+Generated");
  }
}
