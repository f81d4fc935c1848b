package dev.variegate.model;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Knows the archives that TorchScript writes: a zip with one folder, in it the program as Python
 * text ({@code code/}), the state as a pickle ({@code data.pkl}) and {@code constants.pkl}.
 */
public final class TorchArchive {

  private static final String MARK = "/constants.pkl";

  /** Bytes of the largest program or state that is looked at. */
  private static final int MAX_TEXT = 1 << 26;

  /** The first class that the state names is the network: module, line end, name, line end. */
  private static final Pattern ROOT = Pattern.compile("c(__torch__[\\w.]*)\n(\\w+)\n");

  /** Operators of TorchScript that open files by themselves. */
  private static final Pattern FILE_OPERATOR =
      Pattern.compile("\\.\\s*(from_file|save|load|read_file|write_file)\\s*\\(");

  private TorchArchive() {}

  public static boolean is(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      var start = in.readNBytes(2);
      if (start.length < 2 || start[0] != 'P' || start[1] != 'K') {
        return false;
      }
    }
    try (var zip = new ZipFile(file.toFile())) {
      return folder(zip) != null;
    } catch (ZipException | EOFException e) {
      return false; // whoever unpacks it will say what is wrong
    }
  }

  private static String folder(ZipFile zip) {
    return zip.stream()
        .map(entry -> entry.getName())
        .filter(name -> name.endsWith(MARK))
        .map(name -> name.substring(0, name.length() - MARK.length()))
        .findFirst()
        .orElse(null);
  }

  /**
   * The names of the arguments of the network's method {@code forward}, in order.
   *
   * @throws BadModelException if the archive has no such method, or its program opens files
   */
  public static List<String> inputs(Path file) throws IOException {
    try (var zip = new ZipFile(file.toFile())) {
      requireNoFiles(file, zip);
      var folder = folder(zip);
      var root = ROOT.matcher(text(zip, folder + "/data.pkl", StandardCharsets.ISO_8859_1));
      if (root.find()) {
        var path = folder + "/code/" + root.group(1).replace('.', '/') + ".py";
        var forward =
            Pattern.compile(
                    "class " + root.group(2) + "\\(Module\\):.*?\\bdef forward\\((.*?)\\)\\s*->",
                    Pattern.DOTALL)
                .matcher(text(zip, path, StandardCharsets.UTF_8));
        if (forward.find()) {
          return arguments(file, forward.group(1));
        }
      }
      throw new BadModelException(
          "Model file %s has no method \"forward\" but must be a module that was traced or scripted; export it with torch.jit"
              .formatted(file));
    } catch (ZipException | EOFException e) {
      throw new BadModelException(
          "Model file %s is damaged: %s; copy it again".formatted(file, e.getMessage()), e);
    }
  }

  /** A network may read what its bundle lists alone. */
  private static void requireNoFiles(Path file, ZipFile zip) throws IOException {
    var names = zip.stream().map(entry -> entry.getName()).toList();
    // PyTorch's reader of zips finds entries whatever their case.
    var plain = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    if (Set.copyOf(plain).size() != plain.size()) {
      throw new BadModelException(
          "Model file %s holds an entry twice, so that readers differ on what it says; export it with torch.jit again"
              .formatted(file));
    }
    for (var name : names) {
      if (name.toLowerCase(Locale.ROOT).endsWith(".py")) {
        var operator = FILE_OPERATOR.matcher(text(zip, name, StandardCharsets.UTF_8));
        if (operator.find()) {
          throw new BadModelException(
              "Model file %s opens files by itself (%s in %s), which no network may; export it with its weights inside"
                  .formatted(file, operator.group(1), name));
        }
      }
    }
  }

  /** Without the first one, which is the module itself. */
  private static List<String> arguments(Path file, String text) {
    var names = new ArrayList<String>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      char next = i < text.length() ? text.charAt(i) : ',';
      depth += next == '[' || next == '(' ? 1 : next == ']' || next == ')' ? -1 : 0;
      if (next == ',' && depth == 0) {
        names.add(text.substring(start, i).replaceFirst(":.*", "").strip());
        start = i + 1;
      }
    }
    if (names.isEmpty()) {
      throw new BadModelException(
          "Model file %s has the arguments \"%s\", whose brackets do not match; export it again"
              .formatted(file, text));
    }
    return List.copyOf(names.subList(1, names.size()));
  }

  private static String text(ZipFile zip, String name, java.nio.charset.Charset charset)
      throws IOException {
    var entry = zip.getEntry(name);
    if (entry == null) {
      return "";
    }
    try (var in = zip.getInputStream(entry)) {
      var text = in.readNBytes(MAX_TEXT + 1);
      if (text.length > MAX_TEXT) {
        throw new BadModelException(
            "Model file %s has %s of more than %d bytes, which no network needs; export it with torch.jit again"
                .formatted(zip.getName(), name, MAX_TEXT));
      }
      return new String(text, charset);
    }
  }
}
