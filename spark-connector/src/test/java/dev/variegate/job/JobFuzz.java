package dev.variegate.job;

import dev.variegate.testing.fuzz.TextTarget;
import java.util.List;

/** Reads job files, the first line of the input as a setting. */
public final class JobFuzz extends TextTarget {

  public JobFuzz() {
    super(
        "job",
        List.of("=", "<<", "input", "plan", "copies", "weight", "label-pattern", "columns", "idx"),
        """
            plan.copies=2
            name: clothes
            input: {format: idx, path: in, labels: [shirt, bag], max-pixels: 100}
            methods:
              classic: {policy: light.yaml, weight: 2, references: [{path: a, weight: 2}]}
              sample: {model: models/clothes}
            output: {format: parquet, path: out, mode: overwrite, encoding: jpeg:90}
            labels: {boxes: b, masks: [m], min-visibility: 0.5}
            seed: 7
            handle-invalid: skip
            quarantine: bad
            report: {path: report, copies: 3}
            """,
        """
            methods.oversample.weight=1
            input: {format: binary-file, path: in, label-pattern: '(.*)/x'}
            output: {path: out}
            plan: {target: {bag: 5}}
            """);
  }

  @Override
  protected void read(String text) {
    int end = text.indexOf('\n');
    var setting = end < 0 ? "seed=1" : text.substring(0, end);
    var unused =
        JobReader.read(JobFile.read(text.substring(end + 1), "fuzz.yaml", List.of(setting)));
  }
}
