package dev.variegate.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/** That a package-info.java marks a package as one for users or not. */
final class Described extends ArchCondition<JavaClass> {

  Described() {
    super("stand in a package that is marked as STABLE or INTERNAL");
  }

  @Override
  public void check(JavaClass one, ConditionEvents events) {
    boolean marked =
        one.getPackage()
            .tryGetAnnotationOfType(API.class)
            .map(API::status)
            .filter(status -> status == Status.STABLE || status == Status.INTERNAL)
            .isPresent();
    if (!marked) {
      events.add(SimpleConditionEvent.violated(one, one.getPackageName() + " is not marked"));
    }
  }
}
