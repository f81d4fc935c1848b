import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Copies the libraries of OpenCV and of its BLAS, and gives those of the BLAS names that no other
 * library has.
 *
 * <p>The loader of Linux knows a library by the name in it, whatever its folder and version: who
 * comes second to a process gets what the first one brought. The system's BLAS, which MLlib opens,
 * must find the libopenblas.so.0 and libgfortran.so.5 that it was built with. All these names
 * (DT_SONAME, DT_NEEDED, files of DT_VERNEED) stand in one table, each with a zero behind it; a new
 * name that is not longer takes the place of the old one, and nothing else moves.
 */
final class PrivateNames {

  private static final String BLAS = "libvgt-blas.so.0";

  private static final Map<String, String> NAMES =
      Map.of(
          "libopenblas.so.0",
          BLAS,
          "libopenblas_nolapack.so.0",
          BLAS, // JavaCPP's second name of the same file
          "libgfortran.so.5",
          "libvgt-fort.so.5",
          "libquadmath.so.0",
          "libvgt-quad.so.0");

  private PrivateNames() {}

  /** Takes the folder to copy from, with all below it, and the folder to copy to. */
  public static void main(String[] folders) throws IOException {
    var to = Files.createDirectories(Path.of(folders[1]));
    var missing = new HashSet<>(NAMES.keySet());
    try (var libraries = Files.walk(Path.of(folders[0]))) {
      for (var library : libraries.filter(Files::isRegularFile).toList()) {
        copy(library, to.resolve(library.getFileName()), missing);
      }
    }
    if (!missing.isEmpty()) {
      throw new IllegalStateException(
          "No library of %s names %s, one must; see what they name now: readelf -d"
              .formatted(folders[0], missing));
    }
  }

  private static void copy(Path from, Path to, Set<String> missing) throws IOException {
    var library = Files.readString(from, ISO_8859_1);
    for (var name : NAMES.entrySet()) {
      var old = "\0" + name.getKey() + "\0";
      if (library.contains(old)) {
        missing.remove(name.getKey());
        var padding = "\0".repeat(1 + name.getKey().length() - name.getValue().length());
        library = library.replace(old, "\0" + name.getValue() + padding);
      }
    }
    Files.writeString(to, library, ISO_8859_1);
  }
}
