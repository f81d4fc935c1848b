package dev.variegate.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.CollectionConverters;

/** What the driver keeps and says does not grow with classes times tasks. */
class ManyClassesTest extends JobRuns {

  private static final int CLASSES = 120;

  @Test
  void theDriverKeepsNoCountsWithItsTasks() throws IOException, TimeoutException {
    var image = Files.readAllBytes(bags(folder, 1).resolve("0.png"));
    for (int i = 1; i < CLASSES; i++) {
      var of = Files.createDirectories(folder.resolve("in/class" + i));
      Files.write(of.resolve("0.png"), image);
    }
    var kept = new Kept();
    var context = LocalSpark.session().sparkContext();
    context.addSparkListener(kept);
    try {
      int code = runOn(images(), "plan: {target: 3}", "methods: {oversample: {}}");
      assertThat(code).as(errors()).isZero();
      context.listenerBus().waitUntilEmpty();
    } finally {
      context.removeSparkListener(kept);
    }
    assertThat(kept.names).isEmpty();
    assertThat(printed())
        .contains("... and 80 more classes", "120 images in, 360 out")
        .satisfies(printed -> assertThat(printed.lines()).hasSizeLessThan(110));
  }

  /** Names of what Spark keeps with each task, its own left out. */
  private static final class Kept extends SparkListener {
    private final List<String> names = new CopyOnWriteArrayList<>();

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
      CollectionConverters.asJava(end.taskInfo().accumulables())
          .forEach(
              kept -> {
                if (!kept.internal() && kept.metadata().isEmpty()) {
                  names.add(kept.name().get());
                }
              });
    }
  }
}
