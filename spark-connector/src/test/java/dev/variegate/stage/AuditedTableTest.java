package dev.variegate.stage;

import static dev.variegate.stage.SourceAuditTest.alone;
import static dev.variegate.stage.SourceAuditTest.audits;
import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.testing.LocalSpark;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.CollectionConverters;

/** What is kept of an audit until the rows of its table are asked for. */
class AuditedTableTest {

  /** Whether images cannot be read any more. */
  private static final AtomicBoolean GONE = new AtomicBoolean();

  @Test
  void noImageIsReadAgainWhenItsRowIsAskedFor() {
    UDF1<byte[], byte[]> reading = image -> GONE.get() ? new byte[0] : image;
    var read = functions.udf(reading, DataTypes.BinaryType).asNondeterministic();
    var table = FaultyScenes.faulty().table().repartition(3);
    var once = audits(alone().transform(table));
    var audited = alone().transform(table.withColumn("image", read.apply(functions.col("image"))));
    GONE.set(true);
    try {
      assertThat(audited.where("length(image) = 0").count()).isEqualTo(57);
      assertThat(audits(audited)).isEqualTo(once);
    } finally {
      GONE.set(false);
    }
  }

  @Test
  void whatIsLostIsFoundAnew() {
    var before = persisted().keySet();
    var audited = alone().transform(FaultyScenes.faulty().table().repartition(3));
    var once = audits(audited);
    var lost = persisted();
    lost.keySet().removeAll(before);
    assertThat(lost).hasSize(1);
    lost.values().forEach(kept -> kept.unpersist(true));
    assertThat(audits(audited)).isEqualTo(once);
  }

  @Test
  void whatIsKeptGoesWithTheTable() throws InterruptedException {
    var before = persisted().keySet();
    assertThat(alone().transform(FaultyScenes.sound().table()).count()).isEqualTo(48);
    for (int i = 0; i < 100 && !before.containsAll(persisted().keySet()); i++) {
      System.gc(); // Spark unpersists what nothing refers to
      Thread.sleep(100);
    }
    assertThat(before).containsAll(persisted().keySet());
  }

  private static Map<Object, RDD<?>> persisted() {
    return new HashMap<>(
        CollectionConverters.asJava(LocalSpark.session().sparkContext().getPersistentRDDs()));
  }
}
