package dev.variegate.job.check;

import dev.variegate.base.ConfigNode;
import dev.variegate.stage.LeakageCheck;
import dev.variegate.stage.ShortcutCheck;
import java.util.List;
import java.util.Optional;

/**
 * The section {@code checks} of a job file.
 *
 * @param leakage what happens if held-out images are known from training; empty: not looked for
 * @param minSimilarity of near-duplicates, 0.9 to 1
 * @param shortcuts what happens if generated images make a property predict the class; empty: not
 *     looked for
 * @param tolerance how much lower a property's score may be with generated images, 0 to 1
 */
public record ChecksSection(
    Optional<OnFinding> leakage,
    double minSimilarity,
    Optional<OnFinding> shortcuts,
    double tolerance) {

  public static final List<String> KEYS =
      List.of("leakage", "min-similarity", "shortcuts", "tolerance");

  /** Reads it; where nothing is given, nothing is checked. */
  public static ChecksSection read(ConfigNode section) {
    return new ChecksSection(
        section.at("leakage").ifGiven(ChecksSection::word),
        section
            .at("min-similarity")
            .ifGiven(ChecksSection::similarity)
            .orElse(new LeakageCheck().getMinSimilarity()),
        section.at("shortcuts").ifGiven(ChecksSection::word),
        section
            .at("tolerance")
            .ifGiven(ChecksSection::tolerance)
            .orElse(new ShortcutCheck().getTolerance()));
  }

  private static OnFinding word(ConfigNode given) {
    return given.word(OnFinding.class);
  }

  private static double similarity(ConfigNode given) {
    double value = given.number();
    return given.checked(() -> new LeakageCheck().setMinSimilarity(value).getMinSimilarity());
  }

  private static double tolerance(ConfigNode given) {
    double value = given.number();
    return given.checked(() -> new ShortcutCheck().setTolerance(value).getTolerance());
  }
}
