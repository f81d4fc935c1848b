package dev.variegate.job;

import dev.variegate.io.CommandPath;
import dev.variegate.job.check.AuditSection;
import dev.variegate.job.report.ReportFiles;
import dev.variegate.stage.MethodStageFactory;
import dev.variegate.stage.balance.MethodEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * What a job reads and writes: nothing that it writes may overlap anything else of it.
 *
 * @param files the job file and the policies
 */
record JobPaths(JobSpec spec, List<MethodEntry> entries, List<TextFile> files, SparkSession spark) {

  /** Refuses paths where nothing may be written, before a row is read. */
  void requireWritable() {
    var writes =
        new ArrayList<>(List.of(CommandPath.of(spark, "output", spec.output().sink().path())));
    tables().forEach((what, path) -> writes.add(CommandPath.of(spark, what, path)));
    writes.forEach(CommandPath::requireWritable);
    spec.report()
        .ifPresent(
            report -> {
              CommandPath.of(spark, "report", report.path()).requireWritable();
              var files = ReportFiles.of(report);
              writes.add(CommandPath.of(spark, "report", files.page().toString()));
              writes.add(CommandPath.of(spark, "report", files.sheet().toString()));
            });
    var others = inputs();
    for (var path : writes) {
      others.forEach(path::requireApartFrom);
      others.add(path);
    }
  }

  /** Refuses a file for the summary where nothing may be written. */
  void requireSummary(String file) {
    var summary = CommandPath.of(spark, "summary", file);
    summary.requireWritableFile();
    inputs().forEach(summary::requireApartFrom);
    summary.requireApartFrom(CommandPath.of(spark, "output", spec.output().sink().path()));
    tables().forEach((what, path) -> summary.requireApartFrom(CommandPath.of(spark, what, path)));
  }

  /** Paths of the tables that are written beside the output, by what they hold. */
  private Map<String, String> tables() {
    var tables = new LinkedHashMap<String, String>();
    spec.quarantine().ifPresent(path -> tables.put("quarantine", path));
    spec.audit().flatMap(AuditSection::path).ifPresent(path -> tables.put("audit", path));
    spec.featureStore().ifPresent(path -> tables.put("feature store", path));
    return tables;
  }

  /** What nothing that is written may overlap. */
  private List<CommandPath> inputs() {
    var inputs = new ArrayList<CommandPath>();
    spec.input().source().paths().forEach(path -> inputs.add(CommandPath.of(spark, "input", path)));
    for (var entry : entries) {
      MethodStageFactory.paths(entry)
          .forEach(
              (what, paths) ->
                  paths.stream()
                      .filter(path -> !path.startsWith("classpath:")) // where nobody writes
                      .forEach(path -> inputs.add(CommandPath.of(spark, what, path))));
    }
    var hadoop = spark.sparkContext().hadoopConfiguration();
    files.forEach(file -> inputs.add(file.commandPath("job's file", hadoop)));
    return inputs;
  }
}
