package dev.variegate.io;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.hash;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.when;

import dev.variegate.stage.ClassBalancer;
import dev.variegate.stage.ClassicAugmenter;
import dev.variegate.stage.GenerativeEvaluator;
import dev.variegate.stage.GroupSplitter;
import dev.variegate.stage.ImageVectorizer;
import dev.variegate.stage.LeakageCheck;
import dev.variegate.stage.SourceAudit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/** What {@link OtherMachinesTest} runs in a JVM of its own: a line for each question. */
final class OtherMachines {

  private OtherMachines() {}

  /** Takes a folder of IDX files, an image folder and a folder that is named beyond ASCII. */
  public static void main(String[] args) {
    var spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", false)
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
            .config("spark.kryo.registrationRequired", args[3])
            .getOrCreate();
    say(args, "idx", () -> new IdxFolder(args[0], List.of()).read(spark).count() + " rows");
    say(args, "listed", () -> new ImageFolder(args[1]).read(spark).count() + " rows");
    say(
        args,
        "files",
        () -> new BinaryFiles(args[1], Optional.empty()).read(spark).count() + " rows");
    say(args, "absent", () -> new ImageFolder(args[2]).read(spark).count() + " rows");
    say(
        args,
        "written",
        () -> {
          var row = new IdxFolder(args[0], List.of()).read(spark).limit(1);
          new ImageFolderSink(args[1] + "/../out").write(row.withColumn("label", lit("\u00e9")));
          return "done";
        });
    say(
        args,
        "planned",
        () -> {
          var rows = new IdxFolder(args[0], List.of()).read(spark).limit(30);
          var methods = "{\"turn\": {\"method\": \"classic\", \"policy\": \"steps: [flip]\"}}";
          var balancer = new ClassBalancer().setMethods(methods).setKeyCol("key").setTarget("30");
          return balancer.fit(rows).transform(rows).count() + " rows";
        });
    say(
        args,
        "weighed",
        () -> {
          var rows =
              new IdxFolder(args[0], List.of())
                  .read(spark)
                  .limit(30)
                  .withColumn("bytes", length(col("image")));
          var balancer = new ClassBalancer().setKeyCol("key").setTarget("30");
          return balancer.setWeightCol("bytes").fit(rows).transform(rows).count() + " rows";
        });
    say(
        args,
        "gated",
        () -> {
          var rows =
              new IdxFolder(args[0], List.of())
                  .read(spark)
                  .limit(20)
                  .withColumn(
                      "split",
                      when(pmod(hash(col("key")), lit(4)).equalTo(0), "test").otherwise("train"));
          var methods =
              "{\"classic\": {\"policy\": \"steps: [{flip: {}, probability: 0.5}]\", \"gate\": {\"require\": [\"training-similarity <= 0.999\", \"held-out-similarity <= 0.999\", \"sample-similarity <= 0.999\"], \"attempts\": 3}}}";
          var balancer = new ClassBalancer().setMethods(methods).setKeyCol("key").setCopies(2);
          var model = balancer.setSplitCol("split").fit(rows).setPlanCol("plan");
          var refused =
              model.setHandleRefused("keep").transform(rows).where("refusedBy like 'sample%'");
          return refused.count() + " refused";
        });
    say(
        args,
        "scored",
        () -> {
          var rows = new IdxFolder(args[0], List.of()).read(spark).limit(1200);
          var vectorizer =
              new ImageVectorizer()
                  .setWidth(4)
                  .setHeight(4)
                  .setFeatureStore(args[1] + "/../features");
          var pixels = vectorizer.transform(rows);
          var flipped =
              new ClassicAugmenter()
                  .setPolicy("steps: [flip]")
                  .setKeyCol("key")
                  .setKeepOriginals(false)
                  .transform(rows);
          var both = pixels.unionByName(vectorizer.transform(flipped), true);
          return new GenerativeEvaluator().setMaxFeatures(8).scores(both).count() + " scores";
        });
    say(
        args,
        "compared",
        () -> {
          var rows = new IdxFolder(args[0], List.of()).read(spark).limit(100);
          var split = new GroupSplitter().setKeyCol("key").setOutputCol("fold").transform(rows);
          var check = new LeakageCheck().setKeyCol("key").setSplitCol("fold");
          return check.transform(split).count() + " rows";
        });
    say(
        args,
        "audited",
        () -> {
          var rows = new IdxFolder(args[0], List.of()).read(spark).limit(100);
          var audit = new SourceAudit().setKeyCol("key").setLabelCol("label");
          var said = audit.transform(rows.where("label in ('1', '8')"));
          return said.where("audit.labelConfidence is not null").count() + " labels";
        });
    spark.stop();
  }

  /** Says what a question is answered with, if it is among those of the last argument. */
  private static void say(String[] args, String what, Supplier<String> question) {
    if (!List.of(args[4].split(",")).contains(what)) {
      return;
    }
    String answer;
    try {
      answer = question.get();
    } catch (Exception e) {
      var reported = new StringBuilder();
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        reported.append(reported.isEmpty() ? "" : " | ").append(cause.getMessage());
      }
      answer = reported.toString();
    }
    System.out.println(what + ": " + String.valueOf(answer).replace('\n', ' '));
  }
}
