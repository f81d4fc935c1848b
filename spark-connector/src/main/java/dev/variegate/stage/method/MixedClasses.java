package dev.variegate.stage.method;

import dev.variegate.mix.MixedSample;
import dev.variegate.stage.param.MixParams;
import dev.variegate.stage.row.CopyMethod;
import dev.variegate.stage.row.LabelType;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The classes of mixed images.
 *
 * @param label column of classes, or -1 where none is used
 * @param rule what a mixed image's class is
 * @param softLabel column of the fraction of each class, or -1
 */
public record MixedClasses(int label, MixParams.LabelRule rule, int softLabel)
    implements Serializable {

  /** A mixed row with its class and the fractions of all. */
  Row withClasses(Row made, List<Row> sources, MixedSample mixed) {
    if (label < 0) {
      return made;
    }
    sources.forEach(source -> requireClass(source, source == sources.get(0)));
    var values = values(made);
    if (rule == MixParams.LabelRule.LARGEST) {
      values[label] = sources.get(mixed.largest()).get(label);
    }
    if (softLabel >= 0) {
      var parts = new TreeMap<String, Double>();
      for (int i = 0; i < mixed.fractions().size(); i++) {
        parts.merge(
            LabelType.text(sources.get(i).get(label)), mixed.fractions().get(i), Double::sum);
      }
      values[softLabel] = CollectionConverters.asScala(parts);
    }
    return RowFactory.create(values);
  }

  /** A row that passes: all of it is of its own class. */
  Row withClasses(Row passing) {
    if (softLabel < 0 || passing.isNullAt(label)) {
      return passing;
    }
    var values = values(passing);
    values[softLabel] =
        CollectionConverters.asScala(Map.of(LabelType.text(passing.get(label)), 1.0));
    return RowFactory.create(values);
  }

  private void requireClass(Row row, boolean own) {
    if (row.isNullAt(label)) {
      var message =
          "Class is null but must be there in images that are mixed; fill it or drop the row";
      throw own
          ? new IllegalArgumentException(message)
          : new CopyMethod.BadPartnerException(message, new IllegalArgumentException(message));
    }
  }

  private static Object[] values(Row row) {
    var values = new Object[row.length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = row.get(i);
    }
    return values;
  }
}
