package dev.variegate.benchmarks.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;

/**
 * Writes the tables of Params into the catalog page, as the stages themselves describe them:
 * between the lines {@code <!-- params: ClassName -->} and {@code <!-- end -->}; for {@code
 * shared}, those that many stages have alike. Makes the images of the page, too.
 */
public final class CatalogPage {

  /** The folder of the images, beside the page. */
  static final String IMAGES = "images";

  private static final Pattern TABLE =
      Pattern.compile("(<!-- params: (\\w+) -->\n).*?(<!-- end -->)", Pattern.DOTALL);

  private CatalogPage() {}

  /**
   * Takes the page, in the folder {@code docs} of the repository; it and {@code images} beside it
   * are written again.
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      System.err.println("usage: CatalogPage PAGE");
      System.exit(2);
    }
    var page = Path.of(args[0]).toAbsolutePath().normalize();
    Files.writeString(page, refreshed(Files.readString(page)));
    var folder = Files.createDirectories(page.resolveSibling(IMAGES));
    var spark = SparkSession.builder().appName("CatalogPage").getOrCreate();
    var clothes = new Clothes(spark, page.getParent().getParent());
    for (var image : new CatalogImages(clothes).all().entrySet()) {
      Files.write(folder.resolve(image.getKey()), image.getValue());
    }
    spark.stop();
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
