package dev.variegate.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes the tables of Params into a page, as the stages themselves tell them: between the lines
 * {@code <!-- params: ClassName -->} and {@code <!-- end -->}; for {@code shared}, those that many
 * stages have alike.
 */
public final class CataloguePage {

  private static final Pattern TABLE =
      Pattern.compile("(<!-- params: (\\w+) -->\n).*?(<!-- end -->)", Pattern.DOTALL);

  private CataloguePage() {}

  /** Takes the page, which is written anew. */
  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      System.err.println("usage: CataloguePage PAGE");
      System.exit(2);
    }
    var page = Path.of(args[0]);
    Files.writeString(page, refreshed(Files.readString(page)));
  }

  /** The page with its tables as the stages are now. */
  static String refreshed(String page) {
    var tables = StageTables.ofServices();
    return TABLE
        .matcher(page)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    found.group(1) + tables.table(found.group(2)) + found.group(3)));
  }

  /** The stages whose tables stand on the page, in its order. */
  static List<String> stages(String page) {
    return TABLE.matcher(page).results().map(found -> found.group(2)).toList();
  }
}
