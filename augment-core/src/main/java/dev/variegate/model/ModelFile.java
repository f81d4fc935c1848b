package dev.variegate.model;

/**
 * One file of a bundle: its path below the bundle's folder, with {@code /} between folders, and the
 * SHA-256 of its bytes as 64 lower-case hexadecimal digits.
 */
public record ModelFile(String path, String sha256) {

  public ModelFile {
    if (path.isBlank()
        || path.startsWith("/")
        || path.contains("\\")
        || path.chars().anyMatch(Character::isISOControl)
        || ("/" + path + "/").contains("/../")) {
      throw new IllegalArgumentException(
          "File path is \"%s\" but must lie inside the bundle's folder; give it relative to model.yaml, without \"..\""
              .formatted(path));
    }
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "SHA-256 of %s is \"%s\" but must be 64 lower-case hexadecimal digits; take them from sha256sum"
              .formatted(path, sha256));
    }
  }
}
