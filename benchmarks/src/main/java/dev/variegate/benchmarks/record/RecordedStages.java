package dev.variegate.benchmarks.record;

import dev.variegate.stage.Images;
import dev.variegate.stage.Specimens;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What each stage of the catalog makes of a small table, column by column. */
public final class RecordedStages implements OutputSource {

  @Override
  public String name() {
    return "stage";
  }

  @Override
  public Stream<String> lines() {
    return IntStream.range(0, Specimens.ALL.size())
        .boxed()
        .flatMap(
            number -> {
              var stage = Specimens.ALL.get(number);
              return rows(Specimens.run(stage, Images.unbalanced()))
                  .map(row -> number + "-" + stage.getClass().getSimpleName() + " " + row);
            });
  }

  /** Each row as text: images as {@link Recorder#image}. */
  public static Stream<String> rows(Dataset<Row> table) {
    return table.collectAsList().stream().map(RecordedStages::text);
  }

  private static String text(Row row) {
    return IntStream.range(0, row.length())
        .mapToObj(i -> row.schema().fieldNames()[i] + "=" + value(row.get(i)))
        .sorted()
        .collect(Collectors.joining(" "));
  }

  private static String value(Object value) {
    if (value instanceof byte[] encoded) {
      return Recorder.image(encoded);
    }
    if (value instanceof Row row) {
      return "{" + text(row) + "}";
    }
    var text = value instanceof Object[] array ? Arrays.toString(array) : String.valueOf(value);
    return text.replaceAll("tiny-(\\w+)-\\d+", "tiny-$1"); // folders of the tiny bundles
  }
}
