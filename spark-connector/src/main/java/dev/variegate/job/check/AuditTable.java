package dev.variegate.job.check;

import dev.variegate.io.OutputFolder;
import dev.variegate.io.ParquetSink;

/**
 * The table of what an audit finds: {@code key, label} if any, {@code audit} and {@code weight} of
 * each training image.
 *
 * @param folder where it lies
 */
public record AuditTable(OutputFolder folder) {

  /** Writes it in place of that of an earlier job. */
  public void write(AuditedSources audited) {
    var findings = audited.findings();
    folder
        .begin(findings.sparkSession())
        .orElseThrow()
        .write(new ParquetSink(folder.path()), findings.select(audited.table()));
  }
}
