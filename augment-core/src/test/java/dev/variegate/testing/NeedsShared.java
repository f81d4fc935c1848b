package dev.variegate.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Marks a test class that needs the folder of real models and images beside the repository; named
 * {@code ...SharedTest}, so that the continuous build can see that it ran.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("shared")
@ExtendWith(NeedsShared.Present.class)
public @interface NeedsShared {

  /** Skips with a clear word where the folder is absent. */
  final class Present implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return Files.isDirectory(Shared.root())
          ? ConditionEvaluationResult.enabled("shared material is at hand")
          : ConditionEvaluationResult.disabled(
              "skipped: the folder of shared material %s is absent; set -Dvariegate.shared"
                  .formatted(Shared.root()));
    }
  }
}
