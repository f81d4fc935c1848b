package dev.variegate.stage;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;

/** Stores and tables of which no features can be kept. */
class FeatureStoreRefusalsTest extends StoredFeatureRuns {

  /** The next image of a table that changes, and the step to the one after it. */
  private static final AtomicInteger NUMBER = new AtomicInteger(100);

  private static final AtomicInteger STEP = new AtomicInteger();

  @Test
  void aFolderOfAnotherExtractorIsRefused() throws IOException {
    vectorizer().transform(TABLE);
    var description = extractor().resolve("extractor.json");
    assertThat(Files.readString(description))
        .startsWith("{\"extractor\":\"pixels 4x3 gray\",\"sha256\":\"")
        .endsWith(
            "\"colors\":\"stored\",\"columns\":{\"features\":\"array<float> of 12\"},\"version\":1}");
    Files.writeString(description, "{\"extractor\":\"another\"}");
    Files.deleteIfExists(description.resolveSibling(".extractor.json.crc"));
    assertThatThrownBy(() -> vectorizer().transform(TABLE))
        .hasMessageStartingWith(
            "Features in \"file:%s\" are of {\"extractor\":\"another\"} but must be of {\"extractor\":\"pixels"
                .formatted(extractor()))
        .hasMessageEndingWith("delete that folder, or set featureStore to another");
  }

  @Test
  void whatIsNoStoreIsRefused() throws IOException {
    Files.writeString(folder.resolve("notes.txt"), "mine");
    assertThatThrownBy(() -> vectorizer().transform(TABLE))
        .hasMessage(
            "Feature store \"file:%s\" holds \"notes.txt\" but must hold folders of features alone; set featureStore to a folder of its own"
                .formatted(folder));
    var file = folder.resolve("notes.txt").toString();
    assertThatThrownBy(() -> vectorizer().setFeatureStore(file).transform(TABLE))
        .hasMessage(
            "Feature store \"file:%s\" is a file but must be a folder; set featureStore to another path"
                .formatted(file));
    assertThatThrownBy(() -> vectorizer().setFeatureStore("nowhere://x/y").transform(TABLE))
        .hasMessageStartingWith("Feature store \"nowhere://x/y\" cannot be used (")
        .hasMessageEndingWith(
            "but must be a folder on a known file system; set featureStore to another");
    assertThatThrownBy(() -> vectorizer().setFeatureStore(" "))
        .hasMessage(
            "featureStore is \" \" but must be the path of a folder; give one, or clear the Param");
  }

  @Test
  void vectorsOfAnotherWidthAreRefused() throws IOException {
    vectorizer().transform(TABLE);
    replace(stored().withColumn("features", expr("slice(features, 1, 3)")));
    var made = vectorizer().transform(TABLE);
    assertThatThrownBy(made::collectAsList)
        .rootCause()
        .hasMessage(
            "Features in \"file:%s\" have 3 numbers but must have 12; delete the extractor's folder there"
                .formatted(folder));
  }

  @Test
  void aTableThatGivesOtherImagesEachTimeIsRefused() {
    var image = functions.udf(() -> Images.png(NUMBER.getAndAdd(STEP.get())), DataTypes.BinaryType);
    var changing = TABLE.coalesce(1).withColumn("image", image.asNondeterministic().apply());
    var message =
        "Features of an image are missing in \"file:%s\" though all were computed before; the table gives other images each time it is read: persist it first"
            .formatted(folder);
    STEP.set(1);
    assertThatThrownBy(() -> vectorizer().transform(changing)).hasMessage(message);
    STEP.set(0);
    var made = vectorizer().transform(changing);
    NUMBER.incrementAndGet();
    assertThatThrownBy(made::collectAsList).rootCause().hasMessage(message);
  }

  @Test
  void aStreamIsRefused() {
    var path = folder.resolve("../stream-" + UUID.randomUUID()).normalize().toString();
    TABLE.write().parquet(path);
    var stream = LocalSpark.session().readStream().schema(TABLE.schema()).parquet(path);
    assertThatThrownBy(() -> vectorizer().transform(stream))
        .hasMessageEndingWith(
            "are a stream but must be a table, because the feature store looks at all images first; call it for each batch, in foreachBatch");
  }
}
